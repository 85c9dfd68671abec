package io.rankwire.transport.webhook;

import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What in a receiver's answer means yes. Chats are known to say no with a status of 2xx, and proxies before them show a
 * page of their own with it.
 *
 * @param told the answer that means yes, in a message
 * @param readsBody whether the body is looked at, not the status alone
 * @param yes of the status, which is 2xx, and the beginning of the body, without white space around it
 */
public record WebhookSuccess(String told, boolean readsBody, BiPredicate<Integer, String> yes) {
    /** So much of a body is looked at, in bytes. */
    public static final int LONGEST_BODY = 64 << 10;

    /** Any 2xx, whatever the body. */
    public static final WebhookSuccess STATUS = new WebhookSuccess("2xx", false, (status, body) -> true);

    private static final String CONTAINS = "body contains ";
    private static final int SHOWN = 120;

    /** An answer whose body says yes. */
    static WebhookSuccess of(String told, BiPredicate<Integer, String> yes) {
        return new WebhookSuccess(told, true, yes);
    }

    /**
     * Reads the parameter {@code success}.
     *
     * @throws OperatorMistake when it is neither of the two forms
     */
    public static WebhookSuccess parse(String text) {
        String form = text.strip();
        if (form.equals("any 2xx")) {
            return STATUS;
        }
        String sought =
                form.startsWith(CONTAINS) ? form.substring(CONTAINS.length()).strip() : "";
        if (sought.isEmpty()) {
            throw new OperatorMistake(
                    "success is '" + OneLine.of(text, 300)
                            + "'; it must be any 2xx, or body contains and the text that means yes, such as body contains \"ok\":true");
        }
        return of("a body that contains " + OneLine.of(sought, SHOWN), (status, body) -> body.contains(sought));
    }

    /** Why an answer of 2xx is no success; empty when it is one. */
    Optional<String> objection(int status, String body) {
        if (yes.test(status, body.strip())) {
            return Optional.empty();
        }
        // Cleaned and masked, and no more of it than a glance needs.
        String beginning = OneLine.of(body.strip(), SHOWN);
        return Optional.of(
                "the answer is not " + told + ", it says " + (beginning.isEmpty() ? "nothing" : "'" + beginning + "'"));
    }
}
