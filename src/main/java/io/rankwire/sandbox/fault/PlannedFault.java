package io.rankwire.sandbox.fault;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A fault with when and how often it strikes.
 *
 * @param page the page it strikes, 0 for every page
 * @param times how often, 0 for until it is switched off
 * @param seconds what {@code Retry-After} says, or how long a slow body takes; 1 unless told
 * @param rows how many rows a drift repeats; 3 unless told
 */
public record PlannedFault(Fault fault, int page, int times, int seconds, int rows) {

    public PlannedFault {
        Objects.requireNonNull(fault, "fault");
        if (page < 0 || times < 0 || seconds < 0 || rows < 1) {
            throw new IllegalArgumentException("fault " + fault.kebabCase() + " has page=" + page + ",times=" + times
                    + ",seconds=" + seconds + ",rows=" + rows + "; none may be negative, rows at least 1");
        }
    }

    static PlannedFault of(Fault fault) {
        return new PlannedFault(fault, fault.lasting() ? 2 : 0, 0, 1, 3);
    }

    /** One more thing said about a fault: {@link FaultPlan#onPage}, {@link FaultPlan#times} and their like. */
    @FunctionalInterface
    public interface Setting extends UnaryOperator<PlannedFault> {}

    boolean strikes(int asked) {
        return page == 0 || (fault.lasting() ? asked >= page : asked == page);
    }
}
