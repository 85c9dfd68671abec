package io.rankwire.delivery;

import java.time.Duration;
import java.util.Optional;

/** A delivery that did not succeed, and whether trying again can help. */
public final class DeliveryFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;
    private final transient Duration retryAfter;

    private DeliveryFault(String reason, boolean permanent, Duration retryAfter, Throwable cause) {
        super(reason, cause);
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** A fault that may pass. */
    public static DeliveryFault passing(String reason, Throwable cause) {
        return new DeliveryFault(reason, false, null, cause);
    }

    /** A fault that may pass after the wait that the other side named. */
    public static DeliveryFault passing(String reason, Optional<Duration> retryAfter) {
        return new DeliveryFault(reason, false, retryAfter.orElse(null), null);
    }

    /** A fault that will not pass until somebody changes something. */
    public static DeliveryFault permanent(String reason, Throwable cause) {
        return new DeliveryFault(reason, true, null, cause);
    }

    /** Whether no further attempt is worth making. */
    public boolean isPermanent() {
        return permanent;
    }

    /** How long the other side asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
