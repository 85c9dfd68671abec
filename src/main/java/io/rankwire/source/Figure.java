package io.rankwire.source;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that was written for people: {@code +28.8}, {@code −5.2} with a minus sign of its own, {@code 1.2K},
 * {@code 3.4万}, {@code 1 234}, {@code $1,234.50}, {@code 1.234,50 €}, {@code 58.726 ₫}.
 *
 * @param value the number
 * @param percent whether the text ends with a percent sign
 * @param atLeast whether the text names more than one number, of which this is the lowest: {@code $1.99 - 3.99}, {@code 10K+}
 */
public record Figure(BigDecimal value, boolean percent, boolean atLeast) {
    private static final int LONGEST = 80;

    private static final String CURRENCY = "(?:[A-Z]{0,3}\\p{Sc}|[A-Z]{3}|RM|Rp\\.?|đ|kr)";
    /** A name of a currency that has no decimals and groups its digits with dots. */
    private static final Pattern DOTS_GROUP = Pattern.compile("₫|đ|VND|Rp|IDR");

    private static final Pattern AMOUNT = Pattern.compile("(?<sign>[-+]?) ?(?:" + CURRENCY + ")? ?(?<after>[-+]?)"
            + "(?<digits>\\d[\\d., ']*)(?<scale>[kKmMbBwW万萬億亿]?)(?<more>\\+?) ?(?<percent>%|(?:" + CURRENCY + ")?)");
    private static final Pattern RANGE = Pattern.compile("(?<low>.+?)(?: - | ?~ ?)(?<high>.+)");

    private static final Pattern PLAIN = Pattern.compile("\\d{1,40}(\\.\\d{1,40})?");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([, '])\\d{3}(?:\\1\\d{3})*(\\.\\d{1,40})?");
    private static final Pattern DOT_GROUPED = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+");
    private static final Pattern COMMA_DECIMALS = Pattern.compile("(\\d{1,3}(?:\\.\\d{3})+),(\\d{1,2})");

    private static final Map<String, Integer> ZEROS =
            Map.of("k", 3, "m", 6, "b", 9, "w", 4, "万", 4, "萬", 4, "億", 8, "亿", 8);

    /** Reads a text; empty when it is no number, or one that may be read in two ways ({@code 1,5}). */
    public static Optional<Figure> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        // Full-width digits and no-break spaces as plain ones; a minus sign and the dashes that stand for it as
        // hyphens.
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\u2010-\\u2015\\u2212]", "-")
                .replaceAll("[\\s\\u00A0\\u202F]+", " ")
                .strip();
        Matcher range = RANGE.matcher(plain);
        if (!range.matches()) {
            return amount(plain, plain);
        }
        // The currency may stand at either end alone.
        Optional<Figure> low = amount(range.group("low"), plain);
        Optional<Figure> high = amount(range.group("high"), plain);
        return low.isPresent() && high.isPresent() && low.get().value.compareTo(high.get().value) <= 0
                ? Optional.of(new Figure(low.get().value, low.get().percent, true))
                : Optional.empty();
    }

    private static Optional<Figure> amount(String text, String whole) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()
                || !(amount.group("sign").isEmpty() || amount.group("after").isEmpty())) {
            return Optional.empty();
        }
        boolean negative = (amount.group("sign") + amount.group("after")).equals("-");
        int zeros = ZEROS.getOrDefault(amount.group("scale").toLowerCase(Locale.ROOT), 0);
        return digits(amount.group("digits").strip(), DOTS_GROUP.matcher(whole).find())
                .map(number -> scaled(new BigDecimal(number), zeros))
                .map(number -> new Figure(
                        negative ? number.negate() : number,
                        amount.group("percent").equals("%"),
                        !amount.group("more").isEmpty()));
    }

    /** The number, or the hundredth of it that a percentage is. */
    public BigDecimal fraction() {
        return percent ? value.movePointLeft(2) : value;
    }

    private static BigDecimal scaled(BigDecimal number, int zeros) {
        BigDecimal scaled = number.scaleByPowerOfTen(zeros);
        return scaled.scale() < 0 ? scaled.setScale(0) : scaled;
    }

    private static Optional<String> digits(String digits, boolean dotsGroup) {
        boolean severalDots = digits.indexOf('.') != digits.lastIndexOf('.');
        if (DOT_GROUPED.matcher(digits).matches() && (dotsGroup || severalDots)) {
            return Optional.of(digits.replace(".", ""));
        }
        Matcher comma = COMMA_DECIMALS.matcher(digits);
        if (comma.matches()) {
            return Optional.of(comma.group(1).replace(".", "") + "." + comma.group(2));
        }
        if (PLAIN.matcher(digits).matches()) {
            return Optional.of(digits);
        }
        return GROUPED.matcher(digits).matches() ? Optional.of(digits.replaceAll("[, ']", "")) : Optional.empty();
    }
}
