package io.rankwire.sandbox.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The regions that the vendors know, with currency and a rate that never changes; SA is of KeyAPI alone. */
public enum SampleRegion {
    US("USD", "$", "1", 2),
    GB("GBP", "£", "1.24", 2),
    MX("MXN", "MX$", "0.05", 2),
    ES("EUR", "€", "1.08", 2),
    DE("EUR", "€", "1.08", 2),
    IT("EUR", "€", "1.08", 2),
    FR("EUR", "€", "1.08", 2),
    ID("IDR", "Rp", "0.00006", 0),
    VN("VND", "₫", "0.00004", 0),
    MY("MYR", "RM", "0.22", 2),
    TH("THB", "฿", "0.028", 2),
    PH("PHP", "₱", "0.017", 2),
    BR("BRL", "R$", "0.18", 2),
    JP("JPY", "¥", "0.0066", 0),
    SG("SGD", "S$", "0.75", 2),
    SA("SAR", "SR", "0.27", 2);

    /** Those that both vendors know. */
    public static final Set<SampleRegion> SHARED = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SA)));

    private static final int[] PRICES_IN_CENTS = {499, 799, 999, 1200, 1499, 1700, 1999, 2450, 2999, 3500, 4999};

    private final String currency;
    private final String symbol;
    private final BigDecimal dollarsPerUnit;
    private final int decimals;

    SampleRegion(String currency, String symbol, String dollarsPerUnit, int decimals) {
        this.currency = currency;
        this.symbol = symbol;
        this.dollarsPerUnit = new BigDecimal(dollarsPerUnit);
        this.decimals = decimals;
    }

    public static Optional<SampleRegion> named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(region -> region.name().equals(name))
                .findFirst();
    }

    public static SampleRegion required(@Nullable String name) {
        return named(name)
                .orElseThrow(() -> new BadParameter(
                        "region", "is '" + name + "'; it must be one of " + Arrays.toString(values())));
    }

    /** The region asked for, or without one the contender's home. */
    public static SampleRegion of(String asked, SampleMarket.Contender contender) {
        return asked.isEmpty() ? values()[contender.trait("region", SHARED.size())] : required(asked);
    }

    /** A region that is certainly not this one. */
    public SampleRegion another() {
        return this == US ? GB : US;
    }

    public String currency() {
        return currency;
    }

    public BigDecimal price(SampleMarket.Contender contender) {
        int cents = contender.anchor() ? 1700 : PRICES_IN_CENTS[contender.trait("price", PRICES_IN_CENTS.length)];
        return BigDecimal.valueOf(cents, 2).divide(dollarsPerUnit, decimals, RoundingMode.HALF_UP);
    }

    public String shown(BigDecimal price) {
        return symbol + price.toPlainString();
    }

    public BigDecimal dollars(BigDecimal amount) {
        return amount.multiply(dollarsPerUnit).setScale(2, RoundingMode.HALF_UP);
    }

    public static BigDecimal amount(long units, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(units)).setScale(2, RoundingMode.HALF_UP);
    }
}
