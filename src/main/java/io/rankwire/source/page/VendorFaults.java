package io.rankwire.source.page;

import io.rankwire.source.Endpoint;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a status or a vendor's code means: the one table of faults. */
final class VendorFaults {
    private VendorFaults() {}

    /** The fault that an HTTP status other than 200 is. */
    static PageResult ofStatus(HttpAnswer answer, Optional<String> message) {
        String reason = "HTTP " + answer.status()
                + message.map(text -> ": " + VendorText.line(text)).orElse("");
        return switch (answer.status()) {
            case 400, 404, 405, 422 -> new PageResult.Rejected(reason);
            case 401, 403 -> new PageResult.AccessRefused(reason);
            case 402 -> new PageResult.OutOfCredits(reason);
            case 429 -> new PageResult.Throttled(reason, answer.retryAfter());
            default -> faltered(reason, message, answer);
        };
    }

    /** A server error that says that the credits are used up will not pass by itself. */
    private static PageResult faltered(String reason, Optional<String> message, HttpAnswer answer) {
        return message.filter(VendorFaults::saysQuota).isPresent()
                ? new PageResult.OutOfCredits(reason)
                : new PageResult.TransientFailure(reason, answer.retryAfter());
    }

    private static boolean saysQuota(String message) {
        return message.toLowerCase(Locale.ROOT).contains("usage limit exceeded");
    }

    /** The fault that a vendor's own code other than 0 is. */
    static PageResult ofCode(
            Endpoint.Answer meanings, @Nullable String code, Optional<String> message, HttpAnswer answer) {
        if (code == null) {
            return new PageResult.TransientFailure(
                    answer.describe() + " has no " + meanings.code(), answer.retryAfter());
        }
        String reason = "code " + VendorText.line(code)
                + message.map(text -> ": " + VendorText.line(text)).orElse("");
        Endpoint.FaultWord word = meanings.faults().getOrDefault(code, Endpoint.FaultWord.PASSING);
        return switch (word) {
            case NOT_PUBLISHED -> new PageResult.NotPublished(reason);
            case TOO_FAST -> new PageResult.Throttled(reason, answer.retryAfter());
            case CREDITS -> new PageResult.OutOfCredits(reason);
            case ACCESS -> new PageResult.AccessRefused(reason);
            case PARAMETER -> new PageResult.Rejected(reason);
            case PASSING -> faltered(reason, message, answer);
        };
    }
}
