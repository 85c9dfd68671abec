package io.rankwire.route.dispatch;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.net.GuardedHttp;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;

/** What kind of fault an exception out of a sink is. */
public final class FaultClassifier {
    private FaultClassifier() {}

    /** The fault that the exception is or holds; an unclassified one may pass. */
    public static DeliveryFault of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeliveryFault fault) {
                return fault;
            }
            if (cause instanceof OperatorMistake || cause instanceof GuardedHttp.RefusedAddress) {
                return DeliveryFault.permanent(Reason.of(cause), thrown);
            }
            if (cause instanceof DirectConsumerNotAvailableException) {
                return DeliveryFault.passing("there is no route for this sink", thrown);
            }
        }
        return DeliveryFault.passing(Reason.of(thrown), thrown);
    }
}
