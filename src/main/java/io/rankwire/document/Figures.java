package io.rankwire.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as people of a place read them: thousands apart, an amount always with its currency. */
final class Figures {
    /** No figure is longer; what is longer was not one. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private static final BigDecimal THOUSAND = new BigDecimal(1000);
    private static final String NO_BREAK = "\u00a0";

    private final Locale locale;
    private final boolean currencyLast;

    Figures(Locale locale) {
        this.locale = locale;
        this.currencyLast = ((DecimalFormat) NumberFormat.getCurrencyInstance(locale))
                        .toPattern()
                        .indexOf('¤')
                > 0;
    }

    /** The number that a text is; empty for any other text. */
    static Optional<BigDecimal> number(String text) {
        return Optional.ofNullable(text)
                .filter(t -> NUMBER.matcher(t).matches())
                .map(BigDecimal::new);
    }

    /** Up to two decimals. */
    String plain(Number number) {
        return format(NumberFormat.getNumberInstance(locale), 0, 2, number);
    }

    /** A share of one in percent, up to two decimals. */
    String percent(BigDecimal share) {
        return format(NumberFormat.getPercentInstance(locale), 0, 2, share);
    }

    /** A share of one in percent, with one decimal. */
    String share(BigDecimal share) {
        return format(NumberFormat.getPercentInstance(locale), 0, 1, share);
    }

    /** A share of one that was gained or lost, with its sign and one decimal. */
    String growth(BigDecimal share) {
        BigDecimal rounded = share.setScale(3, RoundingMode.HALF_UP);
        return sign(rounded.signum()) + share(rounded.abs());
    }

    static String sign(int signum) {
        return signum > 0 ? "+" : signum < 0 ? "−" : "±";
    }

    /** Whole from a thousand up: a mail is read at a glance, and the files have every digit. */
    String money(BigDecimal amount, String currency) {
        int decimals = amount.abs().compareTo(THOUSAND) >= 0 ? 0 : 2;
        return with(currency, format(NumberFormat.getNumberInstance(locale), decimals, decimals, amount));
    }

    /** For a place where few digits fit: {@code 1.34M}. */
    String compact(BigDecimal amount, String currency) {
        return with(
                currency,
                format(NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT), 0, 2, amount));
    }

    private String with(String currency, String number) {
        if (currency.isEmpty()) {
            return number;
        }
        return currencyLast ? number + NO_BREAK + currency : currency + NO_BREAK + number;
    }

    private static String format(NumberFormat format, int least, int most, Number number) {
        format.setMinimumFractionDigits(least);
        format.setMaximumFractionDigits(most);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
