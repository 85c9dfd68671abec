package io.rankwire.route.polling;

import io.rankwire.account.Account;
import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.text.RetryAfter;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A page's request and answer as messages of {@code direct:ask-vendor}. */
final class VendorCall {
    private VendorCall() {}

    /** Makes the message the request. */
    static void write(Message message, PageRequest request, Account account, String token) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_URI, account.url() + request.path());
        message.setHeader("Authorization", "Bearer " + token);
        message.setHeader("Accept", "application/json");
        if (!request.body().isEmpty()) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        message.setBody(request.body().isEmpty() ? null : request.body());
    }

    /** The answer that the message is. */
    static HttpAnswer read(Message message, Instant now) {
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        return new HttpAnswer(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                message.getHeader(Exchange.CONTENT_TYPE, "", String.class),
                RetryAfter.parse(message.getHeader("Retry-After", String.class), now),
                body);
    }
}
