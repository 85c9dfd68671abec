package io.rankwire.delivery;

import org.jspecify.annotations.Nullable;

/** How one attempt at a delivery ended. */
public sealed interface DeliveryOutcome {
    /** As it was when it was taken. */
    Delivery delivery();

    /** The sink has it. */
    record Delivered(Delivery delivery, Sent sent) implements DeliveryOutcome {}

    /** The sink does not have it, as far as is known. */
    record Failed(Delivery delivery, DeliveryFault fault) implements DeliveryOutcome {}

    /** The sink does not want it, which is no fault. */
    record Skipped(Delivery delivery, String reason) implements DeliveryOutcome {}

    /** None was made, or what went wrong was neither the delivery's fault nor the sink's: it stays as it was. */
    record PutBack(Delivery delivery) implements DeliveryOutcome {}

    /**
     * An attempt that was written down.
     *
     * @param after how far the delivery has come with it; null, and nothing is written, when another process took the
     *     delivery over meanwhile
     */
    record Settled(DeliveryOutcome outcome, Delivery.@Nullable Progress after) {}
}
