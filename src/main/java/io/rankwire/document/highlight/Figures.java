package io.rankwire.document.highlight;

import io.rankwire.document.format.CurrencyDigits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as a report's language writes them: thousands apart, an amount always with its currency. Signs and patterns are
 * those of {@link Words}, not of the Java that runs it, whose own differ from version to version. Everything is rounded
 * half up.
 */
public final class Figures {
    /** No figure is longer; what is longer was not one. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private static final BigDecimal THOUSAND = new BigDecimal(1000);

    private final Words words;
    private final DecimalFormatSymbols symbols;

    public Figures(Words words) {
        this.words = words;
        this.symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(words.say("figures.decimal").charAt(0));
        symbols.setGroupingSeparator(words.say("figures.grouping").charAt(0));
    }

    /** The number that a text is; empty for any other text. */
    static Optional<BigDecimal> number(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(t -> NUMBER.matcher(t).matches())
                .map(BigDecimal::new);
    }

    /** Up to two decimals. */
    public String plain(Number number) {
        return format(number, 0, 2);
    }

    /** A share of one in percent, up to two decimals. */
    public String percent(BigDecimal share) {
        return words.say("figures.percent", format(share.movePointRight(2), 0, 2));
    }

    /** A share of one in percent, with one decimal at the most. */
    String share(BigDecimal share) {
        return words.say("figures.percent", format(share.movePointRight(2), 0, 1));
    }

    /** A share of one that was gained or lost, with its sign and one decimal. */
    public String growth(BigDecimal share) {
        BigDecimal rounded = share.setScale(3, RoundingMode.HALF_UP);
        return sign(rounded.signum()) + share(rounded.abs());
    }

    static String sign(int signum) {
        return signum > 0 ? "+" : signum < 0 ? "−" : "±";
    }

    /** Whole from a thousand up: a mail is read at a glance, and the files have every digit. */
    String money(BigDecimal amount, String currency) {
        boolean whole = amount.abs().compareTo(THOUSAND) >= 0;
        int decimals = whole ? 0 : CurrencyDigits.of(currency);
        return with(currency, format(amount, decimals, decimals));
    }

    /** For a place where few digits fit: {@code USD 1.34M}. */
    public String compact(BigDecimal amount, String currency) {
        CompactFigure figure = CompactFigure.of(amount, words.compactSizes());
        return with(currency, words.fill(figure.pattern(), format(figure.count(), 0, figure.decimals())));
    }

    private String with(String currency, String number) {
        return currency.isEmpty() ? number : words.say("figures.money", number, currency);
    }

    private String format(Number number, int least, int most) {
        DecimalFormat format = new DecimalFormat("#,##0", symbols);
        format.setMinimumFractionDigits(least);
        format.setMaximumFractionDigits(most);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
