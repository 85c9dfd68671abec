package io.rankwire.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a column's values are. Every value is kept as text; this says how that text is written and may be used. */
public enum ColumnType {
    /** Text, ids among them. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** A decimal number, amounts of money among them. */
    DECIMAL,
    /** A share: {@code 0.4339} for the vendor's {@code "43.39%"}. */
    RATE,
    /** A day, {@code 2024-12-19}; a moment in epoch seconds is its day in UTC. */
    DATE;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern COMPACT_DAY = Pattern.compile("\\d{8}");
    /** Seconds since 1970, of the years 2001 to 2286. */
    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{10}");

    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final int MOST_DIGITS = 1000;

    @JsonCreator
    static ColumnType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The word a kamelet writes. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether values are numbers. */
    public boolean numeric() {
        return this == INTEGER || this == DECIMAL || this == RATE;
    }

    /**
     * The value as this type writes it, or empty when the vendor's text is not one ({@code "-"}, an empty string,
     * {@code "n/a"}): absent, never zero.
     */
    public Optional<String> normalize(String text) {
        return switch (this) {
            case TEXT -> text.isBlank() ? Optional.empty() : Optional.of(whole(text));
            case INTEGER, DECIMAL -> number(text);
            case RATE -> rate(text);
            case DATE -> day(text.trim());
        };
    }

    /** The text with U+FFFD for half a character, as vendors leave it where they cut a title within an emoji. */
    public static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
            }
        }
        return text;
    }

    private static Optional<String> number(String text) {
        String plain = text.trim();
        if (plain.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        if (plain.indexOf(',') >= 0) {
            // "1,234" is grouped; "1,5" may mean one and a half, and must not become fifteen.
            return GROUPED.matcher(plain).matches() ? number(plain.replace(",", "")) : Optional.empty();
        }
        if (isPlainNumber(plain)) {
            return Optional.of(plain);
        }
        return NUMBER.matcher(plain).matches() ? written(plain) : Optional.empty();
    }

    private static Optional<String> written(String number) {
        try {
            BigDecimal value = new BigDecimal(number);
            // 1e999999999 is short on the wire and a gigabyte written out.
            return Math.abs((long) value.scale()) > MOST_DIGITS ? Optional.empty() : Optional.of(value.toPlainString());
        } catch (NumberFormatException e) {
            // An exponent beyond what a BigDecimal holds.
            return Optional.empty();
        }
    }

    /** Whether the text is a number as JSON writes one (RFC 8259, section 6), without an exponent. */
    public static boolean isPlainNumber(String text) {
        // Without a regular expression: this is run for every number of every page and of every file.
        int start = text.startsWith("-") ? 1 : 0;
        int dots = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && i > start && i < text.length() - 1) {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        boolean padded = text.length() > start + 1 && text.charAt(start) == '0' && text.charAt(start + 1) != '.';
        return text.length() > start && dots <= 1 && !padded;
    }

    private static Optional<String> rate(String text) {
        String trimmed = text.trim();
        if (!trimmed.endsWith("%")) {
            return number(trimmed);
        }
        return number(trimmed.substring(0, trimmed.length() - 1))
                .map(percent -> new BigDecimal(percent).movePointLeft(2).toPlainString());
    }

    private static Optional<String> day(String text) {
        if (EPOCH_SECONDS.matcher(text).matches()) {
            return Optional.of(LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(text)), ZoneOffset.UTC)
                    .toString());
        }
        String iso = COMPACT_DAY.matcher(text).matches()
                ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
                : text;
        try {
            return Optional.of(LocalDate.parse(iso).toString());
        } catch (DateTimeException e) {
            // 0, an empty text, 20240231: a vendor's way to say that there is no day.
            return Optional.empty();
        }
    }

    /** All words, for messages. */
    public static String words() {
        return String.join(", ", Arrays.stream(values()).map(ColumnType::word).toList());
    }
}
