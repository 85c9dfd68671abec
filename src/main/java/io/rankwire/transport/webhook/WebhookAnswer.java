package io.rankwire.transport.webhook;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.text.RetryAfter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the answer of a webhook's receiver means for its delivery. */
final class WebhookAnswer {
    /** Time-out, too early, too many: the receiver says itself that another time is better. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private static final int GONE = 410;

    private WebhookAnswer() {}

    /**
     * The fault that an answer is; empty for a success.
     *
     * @param body its beginning; empty when it was not read
     * @param retryAfter the header of that name; null for none
     */
    public static Optional<DeliveryFault> fault(
            int status, String body, WebhookSuccess success, String retryAfter, Instant now) {
        String reason = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return success.objection(status, body)
                    .map(objection -> later(reason + ", but " + objection, retryAfter, now));
        } else if (status >= 300 && status < 400) {
            return Optional.of(DeliveryFault.permanent(
                    reason + ": the receiver sends elsewhere, and redirects are not followed; set its new address"));
        } else if (status == GONE) {
            return Optional.of(DeliveryFault.gone(reason + ": the receiver wants nothing more"));
        } else if (status >= 500 || PASSING.contains(status)) {
            return Optional.of(later(reason, retryAfter, now));
        }
        return Optional.of(DeliveryFault.permanent(reason));
    }

    private static DeliveryFault later(String reason, String retryAfter, Instant now) {
        return DeliveryFault.passingAfter(
                reason, RetryAfter.parse(retryAfter, now).orElse(null));
    }
}
