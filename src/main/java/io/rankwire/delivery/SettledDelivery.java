package io.rankwire.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An attempt that was written down.
 *
 * @param after how far the delivery has come with it; null, and nothing is written, when another process took the delivery
 *     over meanwhile
 */
public record SettledDelivery(DeliveryOutcome ending, Delivery.@Nullable Progress after) {
    /** Whether the delivery was still this process's own. */
    public boolean isMine() {
        return after != null;
    }
}
