package io.rankwire.feed;

import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time zones by the names that all readers understand alike. {@link TimeZone}, by which cron expressions go, takes an
 * unknown name for Greenwich without a word, knows abbreviations that {@link ZoneId} refuses, and not the offsets that it
 * takes.
 */
public final class Zones {
    private static final Pattern OFFSET =
            Pattern.compile("(?:UTC|GMT|UT|Z)? ?([+-])(\\d{1,2})(?::?([0-5]\\d))?", Pattern.CASE_INSENSITIVE);

    /** What abbreviations mean most often; half of them mean several places. */
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("Z", "UTC"),
            Map.entry("EST", "America/New_York"),
            Map.entry("EDT", "America/New_York"),
            Map.entry("CST", "America/Chicago"),
            Map.entry("CDT", "America/Chicago"),
            Map.entry("MST", "America/Denver"),
            Map.entry("MDT", "America/Denver"),
            Map.entry("PST", "America/Los_Angeles"),
            Map.entry("PDT", "America/Los_Angeles"),
            Map.entry("HST", "Pacific/Honolulu"),
            Map.entry("BRT", "America/Sao_Paulo"),
            Map.entry("BST", "Europe/London"),
            Map.entry("CEST", "Europe/Berlin"),
            Map.entry("EEST", "Europe/Helsinki"),
            Map.entry("MSK", "Europe/Moscow"),
            Map.entry("IST", "Asia/Kolkata"),
            Map.entry("ICT", "Asia/Bangkok"),
            Map.entry("WIB", "Asia/Jakarta"),
            Map.entry("SGT", "Asia/Singapore"),
            Map.entry("HKT", "Asia/Hong_Kong"),
            Map.entry("KST", "Asia/Seoul"),
            Map.entry("JST", "Asia/Tokyo"),
            Map.entry("AEST", "Australia/Sydney"));

    private Zones() {}

    /**
     * Reads a time zone's name.
     *
     * @param what whose it is, for the message
     * @throws OperatorMistake naming the text, the rule and the name that was probably meant
     */
    public static ZoneId parse(String what, String name) {
        return find(name)
                .orElseThrow(() -> new OperatorMistake(
                        what + " is '" + name + "'; it must be a time zone such as UTC or Europe/Berlin"
                                + meant(name)
                                        .map(right -> "; did you mean " + right + "?")
                                        .orElse("")));
    }

    private static Optional<ZoneId> find(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            return TimeZone.getTimeZone(name).getID().equals(zone.getId()) ? Optional.of(zone) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> meant(String name) {
        String text = name.strip();
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return offset(offset);
        }
        Set<String> known = ZoneId.getAvailableZoneIds();
        return Optional.ofNullable(ABBREVIATIONS.get(text.toUpperCase(Locale.ROOT)))
                .or(() -> known.stream().filter(text::equalsIgnoreCase).min(Comparator.naturalOrder()))
                .or(() -> city(text, known))
                .or(() -> Nearest.to(text, known));
    }

    private static Optional<String> offset(Matcher offset) {
        String minutes = offset.group(3) == null ? "00" : offset.group(3);
        String right = "GMT%s%02d:%s".formatted(offset.group(1), Integer.parseInt(offset.group(2)), minutes);
        return find(right).map(zone -> right);
    }

    private static Optional<String> city(String text, Set<String> known) {
        String ending = "/" + text.replace(' ', '_').toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(id -> id.toLowerCase(Locale.ROOT).endsWith(ending))
                .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    }
}
