package io.rankwire.sandbox.sample;

import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Names that are plainly made up, some of them awkward for spreadsheets, pages and character sets. */
public final class SampleNames {
    /** In the reserved top-level domain: nothing is ever fetched from it. {@link SamplePictures} has what is there. */
    public static final String IMAGES = "https://images.sandbox.example/";

    private static final List<String> GOODS = List.of(
            "Serum", "Cleanser", "Lip Oil", "Hair Mask", "Body Scrub", "Mug", "Desk Lamp", "Tote Bag", "Phone Stand");

    private SampleNames() {}

    /** A product title; slots 3, 6, 9 and 12 of every 40 have the awkward ones. */
    static String product(int slot, long place, IntUnaryOperator choice) {
        String good = GOODS.get(choice.applyAsInt(GOODS.size()));
        String number = numbered(place, 4);
        return switch (slot % 40) {
            case 3 -> "样品精华液 " + number + " 保湿";
            case 6 -> "=HYPERLINK(\"http://127.0.0.1/\",\"Sample " + good + " " + number + "\")";
            case 9 -> "<script>alert('sample')</script>Sample " + good + " " + number;
            case 12 -> "Sample Crème Éclat " + number + " “déjà vu”; \"50 %\", ünïcode";
            case 15 -> "@Sample " + good + " " + number + " ✨ サンプル";
            default -> "Sample " + good + " " + number;
        };
    }

    static String shop(long number) {
        return switch ((int) (number % 40)) {
            case 4 -> "デモショップ " + numbered(number, 2);
            case 8 -> "+Demo Shop " + numbered(number, 2) + " & Söhne <Outlet>";
            default -> "Demo Shop " + numbered(number, 2);
        };
    }

    public static String handle(long number) {
        return "demo.creator." + numbered(number, 4);
    }

    public static String nickname(long number) {
        return switch ((int) (number % 30)) {
            case 5 -> "示例达人 " + numbered(number, 4);
            case 10 -> "-Demo Creator " + numbered(number, 4) + " <b>";
            default -> "Demo Creator " + numbered(number, 4);
        };
    }

    public static String image(String kind, String id) {
        return IMAGES + kind + "/" + id + ".jpeg";
    }

    /** A 19-digit id: the prefix, then digits drawn from the seed. */
    public static String id(String prefix, long seed) {
        String digits = String.format(Locale.ROOT, "%019d", seed & Long.MAX_VALUE);
        return prefix + digits.substring(prefix.length());
    }

    private static String numbered(long number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", Math.floorMod(number, 10_000L));
    }
}
