package io.rankwire.document.highlight;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the amounts of rows come to, by currency: two currencies are never added. */
public final class Sum {
    /** With fewer rows than this share telling an amount, a change of the sum says nothing. */
    private static final double ENOUGH = 0.9;

    private final Map<String, BigDecimal> sums = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final boolean money;
    private int rows;

    Sum(boolean money) {
        this.money = money;
    }

    /** Counts a row; null for one that tells no amount. */
    void add(Cells.@Nullable Amount amount) {
        rows++;
        if (amount != null && (!money || !amount.currency().isEmpty())) {
            sums.merge(amount.currency(), amount.value(), BigDecimal::add);
            counts.merge(amount.currency(), 1, Integer::sum);
        }
    }

    /** In USD where any row says that; else in the one currency there is; empty where there are several. */
    public Optional<Cells.Amount> total() {
        return currency().map(currency -> new Cells.Amount(sums.getOrDefault(currency, BigDecimal.ZERO), currency));
    }

    private Optional<String> currency() {
        return sums.containsKey("USD")
                ? Optional.of("USD")
                : sums.keySet().stream().findFirst().filter(only -> sums.size() == 1);
    }

    /** How many rows the total is of. */
    public int counted() {
        return currency().map(counts::get).orElse(0);
    }

    public int rows() {
        return rows;
    }

    /** How much it grew since, as a share of one; empty where nothing can be said: from zero there is no percentage. */
    public Optional<BigDecimal> growthSince(Sum before) {
        Optional<Cells.Amount> now = total();
        Optional<Cells.Amount> then = before.total();
        boolean comparable = now.isPresent()
                && then.isPresent()
                && now.get().currency().equals(then.get().currency())
                && then.get().value().signum() > 0
                && isTelling()
                && before.isTelling();
        return comparable
                ? Optional.of(now.get()
                        .value()
                        .divide(then.get().value(), MathContext.DECIMAL64)
                        .subtract(BigDecimal.ONE))
                : Optional.empty();
    }

    private boolean isTelling() {
        return counted() >= ENOUGH * rows;
    }
}
