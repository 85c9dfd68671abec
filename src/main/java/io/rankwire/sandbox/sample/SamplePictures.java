package io.rankwire.sandbox.sample;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The pictures that the fake vendors' addresses stand for. Nothing serves those addresses, so a page that is to be looked
 * at has the pictures in it: a jar, a shop front or a head, in colours drawn from the address.
 */
public final class SamplePictures {
    private static final Pattern ADDRESS =
            Pattern.compile(Pattern.quote(SampleNames.IMAGES) + "([a-z]+)/[A-Za-z0-9_.-]+");

    private static final String JAR = "<rect x='30' y='14' width='20' height='10' rx='3'/>"
            + "<path d='M32 24h16v6c8 3 10 8 10 14v18a6 6 0 0 1-6 6H28a6 6 0 0 1-6-6V44c0-6 2-11 10-14z'/>";
    private static final String SHOP =
            "<path d='M18 18h44l6 18a8 8 0 0 1-14 5 9 9 0 0 1-14 0 9 9 0 0 1-14 0 8 8 0 0 1-14-5z'/>"
                    + "<path d='M20 46h40v18H48V52H38v12H20z'/>";
    private static final String HEAD =
            "<circle cx='40' cy='30' r='13'/><path d='M14 68c2-16 13-22 26-22s24 6 26 22z'/>";
    private static final List<String> PEOPLE = List.of("avatar", "creator");

    private SamplePictures() {}

    /** The page with every address of a sample picture replaced by the picture. */
    public static String embeddedIn(String page) {
        return ADDRESS.matcher(page).replaceAll(address -> dataUri(address.group(), address.group(1)));
    }

    private static String dataUri(String address, String kind) {
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg(address, kind).getBytes(StandardCharsets.UTF_8));
    }

    private static String svg(String address, String kind) {
        int hue = (int) Math.floorMod(SampleMarket.hash(address), 360L);
        String shape = PEOPLE.contains(kind) ? HEAD : kind.equals("shop") ? SHOP : JAR;
        return String.format(
                Locale.ROOT,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 80'><rect width='80' height='80'"
                        + " fill='hsl(%d,45%%,82%%)'/><g fill='hsl(%d,50%%,38%%)'>%s</g></svg>",
                hue,
                (hue + 30) % 360,
                shape);
    }
}
