package io.rankwire.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as operators write them: {@code 90s}, {@code 15m}, {@code 36h}, {@code 7d}. */
public final class Durations {
    /** What they look like, to programs other than this one. */
    public static final String PATTERN = "([0-9]{1,6})([smhd])";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    private Durations() {}

    /**
     * Reads the duration that {@code name} is set to.
     *
     * @throws OperatorMistake naming the name, the text and the form
     */
    public static Duration parse(String name, String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new OperatorMistake(
                    name + " is '" + text + "'; it must be a duration: a whole number and s, m, h or d, such as 36h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
