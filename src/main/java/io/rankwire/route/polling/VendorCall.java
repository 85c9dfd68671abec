package io.rankwire.route.polling;

import io.rankwire.account.Account;
import io.rankwire.account.Accounts;
import io.rankwire.source.Endpoint;
import io.rankwire.source.PageRequest;
import io.rankwire.source.endpoint.Authentication;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.text.RetryAfter;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;

/** A page's request and answer as messages of {@code direct:ask-vendor}. */
final class VendorCall {
    private VendorCall() {}

    /** Makes the message the request, and has it say who asks. */
    static void write(Message message, PageRequest request, Account account, Endpoint endpoint, Accounts accounts) {
        Authentication.Credential credential =
                endpoint.authentication().credential(property -> accounts.property(account.name(), property));
        message.removeHeaders("*");
        // As what the component wants it to be: Camel looks long for a way to convert the word.
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(request.method()));
        message.setHeader(Exchange.HTTP_URI, credential.in(request.address(account.url())));
        message.setHeader("Accept", "application/json");
        request.headers().forEach(message::setHeader);
        if (credential.isHeader()) {
            message.setHeader(credential.name(), credential.value());
        }
        if (!request.body().isEmpty()) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        message.setBody(request.body().isEmpty() ? null : request.body());
    }

    /** The answer that the message is, with the headers that the endpoint takes something from. */
    static HttpAnswer read(Message message, Endpoint endpoint, Instant now) {
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        return new HttpAnswer(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                message.getHeader(Exchange.CONTENT_TYPE, "", String.class),
                RetryAfter.parse(message.getHeader("Retry-After", String.class), now),
                headers(message, endpoint.answerHeaders()),
                body);
    }

    /** Whether a request that failed may have reached the vendor: then it counts as paid for. */
    static boolean isSent(Throwable failure) {
        return !(failure instanceof ConnectException || failure instanceof UnknownHostException);
    }

    private static Map<String, String> headers(Message message, Set<String> names) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : names) {
            Object value = message.getHeader(name);
            if (value != null) {
                // A header that came several times is a list here; it means one with commas (RFC 9110, 5.3).
                Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
                headers.put(name, values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            }
        }
        return headers;
    }
}
