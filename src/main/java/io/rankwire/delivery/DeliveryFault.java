package io.rankwire.delivery;

import io.rankwire.net.GuardedHttp;
import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.OperatorReadable;
import io.rankwire.text.Reason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A delivery that did not succeed, and whether trying again can help. */
public final class DeliveryFault extends Exception implements OperatorReadable {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    private DeliveryFault(String reason, Kind kind, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        // It is kept, listed, mailed and shown from here on.
        super(OneLine.of(reason), cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** A fault that may pass, as another exception gave it away. */
    public static DeliveryFault passing(String reason, Throwable cause) {
        return new DeliveryFault(reason, Kind.PASSING, null, cause);
    }

    /** A fault that may pass. */
    public static DeliveryFault passing(String reason) {
        return new DeliveryFault(reason, Kind.PASSING, null, null);
    }

    /** A fault that may pass after the wait that the other side named; null when it named none. */
    public static DeliveryFault passingAfter(String reason, @Nullable Duration retryAfter) {
        return new DeliveryFault(reason, Kind.PASSING, retryAfter, null);
    }

    /** A fault that remains until something is changed. */
    public static DeliveryFault permanent(String reason) {
        return new DeliveryFault(reason, Kind.PERMANENT, null, null);
    }

    /** A fault that remains until something is changed, as another exception gave it away. */
    public static DeliveryFault permanent(String reason, Throwable cause) {
        return new DeliveryFault(reason, Kind.PERMANENT, null, cause);
    }

    /** The other side wants nothing more, ever: the sink is disabled until an operator enables it. */
    public static DeliveryFault gone(String reason) {
        return new DeliveryFault(reason, Kind.GONE, null, null);
    }

    /** The fault that an exception is or holds; one of no known kind may pass. */
    public static DeliveryFault of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeliveryFault fault) {
                return fault;
            }
            if (cause instanceof OperatorMistake || cause instanceof GuardedHttp.RefusedAddress) {
                return permanent(Reason.of(cause), thrown);
            }
        }
        return passing(Reason.of(thrown), thrown);
    }

    /** Never null: a fault has a reason. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What a fault means for what comes next. */
    public enum Kind {
        PASSING,
        PERMANENT,
        GONE
    }

    public Kind kind() {
        return kind;
    }

    /** Whether no further attempt is worth making. */
    public boolean isPermanent() {
        return kind != Kind.PASSING;
    }

    /** How long the other side asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
