package io.rankwire.document;

import io.rankwire.ranking.Row;
import io.rankwire.vendor.Column;
import io.rankwire.vendor.ColumnType;
import io.rankwire.vendor.Endpoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The numbers of a row as people read them: thousands apart, an amount always with its currency. */
final class Figures {
    private static final int GMV_USD = place("gmvUsd", ColumnType.DECIMAL);
    private static final int GMV = place("gmv", ColumnType.DECIMAL);
    private static final int UNITS = place("units", ColumnType.INTEGER);
    private static final int CURRENCY = place("currency", ColumnType.TEXT);
    private static final int REGION = place("region", ColumnType.TEXT);
    private static final int URL = place("url", ColumnType.TEXT);

    /** No amount of money is longer; what is longer was not one. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private static final BigDecimal THOUSAND = new BigDecimal(1000);
    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~&&[^\"<>\\\\^`{|}]]{1,490}");
    private static final int LONGEST_WORD = 12;

    private Figures() {}

    private static int place(String name, ColumnType type) {
        return Endpoint.STANDARD.indexOf(new Column(name, type));
    }

    static Optional<BigDecimal> gmvUsd(Row row) {
        return number(row.value(GMV_USD));
    }

    /** What was sold, for how much: in USD if that is known, else in the currency that it came in. */
    static Optional<String> amount(Row row) {
        return gmvUsd(row).map(usd -> "USD " + money(usd)).or(() -> number(row.value(GMV))
                .map(gmv -> currency(row) + money(gmv)));
    }

    private static String currency(Row row) {
        String currency = row.value(CURRENCY);
        return currency == null ? "" : OneLine.of(currency, LONGEST_WORD) + " ";
    }

    static Optional<String> units(Row row) {
        return number(row.value(UNITS)).map(Figures::plain);
    }

    static Optional<String> region(Row row) {
        return Optional.ofNullable(row.value(REGION)).map(region -> OneLine.of(region, LONGEST_WORD));
    }

    /** The row's address, if it is one that a mail may link to. */
    static Optional<String> url(Row row) {
        return Optional.ofNullable(row.value(URL))
                .filter(url -> ADDRESS.matcher(url).matches());
    }

    /** A value of any column: a number with its thousands apart, a share in percent, text as one line. */
    static String any(String value, ColumnType type) {
        Optional<BigDecimal> number = type.numeric() ? number(value) : Optional.empty();
        if (number.isEmpty()) {
            return OneLine.of(value, 40);
        }
        return type == ColumnType.RATE
                ? format("#,##0.##").format(number.get().movePointRight(2)) + "%"
                : plain(number.get());
    }

    /** Whole from a thousand up: a mail is read at a glance, and the files have every digit. */
    static String money(BigDecimal amount) {
        return amount.abs().compareTo(THOUSAND) >= 0
                ? format("#,##0").format(amount)
                : format("#,##0.00").format(amount);
    }

    static String plain(Number number) {
        return format("#,##0.##").format(number);
    }

    private static Optional<BigDecimal> number(String text) {
        return Optional.ofNullable(text)
                .filter(t -> NUMBER.matcher(t).matches())
                .map(BigDecimal::new);
    }

    private static DecimalFormat format(String pattern) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.US));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
