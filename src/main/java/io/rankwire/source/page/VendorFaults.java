package io.rankwire.source.page;

import io.rankwire.source.endpoint.AnswerForm;
import io.rankwire.source.endpoint.FaultWord;
import java.util.Locale;
import java.util.Optional;

/** What a status, a vendor's code or its words mean: the one table of faults. */
final class VendorFaults {
    private static final String USED_UP = "usage limit exceeded";

    private VendorFaults() {}

    /** The fault that an HTTP status other than a page's is. */
    static PageResult ofStatus(AnswerForm form, HttpAnswer answer, Optional<String> message) {
        FaultWord word = byText(form, message)
                .or(() -> Optional.ofNullable(form.faults().codes().get(String.valueOf(answer.status()))))
                .orElseGet(() -> usual(answer.status()));
        return fault(word, "HTTP " + answer.status() + said(message), message, answer);
    }

    private static FaultWord usual(int status) {
        return switch (status) {
            case 400, 404, 405, 422 -> FaultWord.PARAMETER;
            case 401, 403 -> FaultWord.ACCESS;
            case 402 -> FaultWord.CREDITS;
            case 429 -> FaultWord.TOO_FAST;
            default -> FaultWord.PASSING;
        };
    }

    /** The fault that a vendor's own code is, or what it says where success would be said. */
    static PageResult ofCode(AnswerForm form, Optional<String> code, Optional<String> message, HttpAnswer answer) {
        Optional<FaultWord> text = byText(form, message);
        if (code.isEmpty() && text.isEmpty()) {
            String missing = Optional.ofNullable(form.success().at())
                    .or(form.places()::code)
                    .orElse("code");
            return new PageResult.TransientFailure(answer.describe() + " has no " + missing, answer.retryAfter());
        }
        FaultWord word = text.or(() -> code.map(form.faults().codes()::get)).orElse(FaultWord.PASSING);
        return fault(word, "code " + code.map(VendorText::line).orElse("none") + said(message), message, answer);
    }

    /** The fault that an answer without rows is by what it says; empty when it says nothing that is known. */
    static Optional<PageResult> ofText(AnswerForm form, Optional<String> message, HttpAnswer answer) {
        return byText(form, message).map(word -> fault(word, "no rows" + said(message), message, answer));
    }

    private static Optional<FaultWord> byText(AnswerForm form, Optional<String> message) {
        return message.map(VendorFaults::folded).flatMap(said -> form.faults().texts().entrySet().stream()
                .filter(entry -> said.contains(folded(entry.getKey())))
                .map(java.util.Map.Entry::getValue)
                .findFirst());
    }

    private static PageResult fault(FaultWord word, String reason, Optional<String> message, HttpAnswer answer) {
        return switch (word) {
            case NOT_PUBLISHED -> new PageResult.NotPublished(reason);
            case TOO_FAST -> new PageResult.Throttled(reason, answer.retryAfter());
            case CREDITS -> new PageResult.OutOfCredits(reason);
            case ACCESS -> new PageResult.AccessRefused(reason);
            case PARAMETER -> new PageResult.Rejected(reason);
            // A server error that says that the credits are used up will not pass by itself.
            case PASSING ->
                message.filter(said -> folded(said).contains(USED_UP)).isPresent()
                        ? new PageResult.OutOfCredits(reason)
                        : new PageResult.TransientFailure(reason, answer.retryAfter());
        };
    }

    private static String said(Optional<String> message) {
        return message.map(text -> ": " + VendorText.line(text)).orElse("");
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
