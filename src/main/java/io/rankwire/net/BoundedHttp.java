package io.rankwire.net;

import io.rankwire.text.OperatorReadable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * HTTP to servers that may be sick or hostile: an answer is bounded in its size, after it is unpacked, and in the time
 * that it takes; its head, and each line of it, by HttpCore. What is beyond is not read, and the connection is closed.
 * Nothing is sent a second time by itself.
 */
public final class BoundedHttp implements HttpClientConfigurer {
    /** What an answer may hold at the most, in bytes. */
    public static final int LARGEST = 32 << 20;

    private final Underway underway;
    private final Supplier<Duration> deadline;

    /** A client whose requests take no longer than the deadline, which is asked for at each of them. */
    public BoundedHttp(Underway underway, Supplier<Duration> deadline) {
        this.underway = underway;
        this.deadline = deadline;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        sendOnce(builder);
        builder.addExecInterceptorFirst("bounded", this::bounded);
    }

    /** Neither a failed request nor a redirected one is sent again, and nothing is remembered. */
    static void sendOnce(HttpClientBuilder builder) {
        builder.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement();
    }

    private ClassicHttpResponse bounded(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        return underway.within(deadline.get(), scope.execRuntime, () -> {
            ClassicHttpResponse answer = proceed(request, scope, chain);
            HttpEntity entity = answer.getEntity();
            if (entity != null) {
                answer.setEntity(new ByteArrayEntity(read(entity, LARGEST), null));
                if (entity.getContentEncoding() == null) {
                    // The client has unpacked it and left the header, by which Camel would unpack it again.
                    answer.removeHeaders(HttpHeaders.CONTENT_ENCODING);
                }
            }
            return answer;
        });
    }

    /** Sends the request, and says in a line what is wrong with the head of an answer that has no bounds. */
    static ClassicHttpResponse proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try {
            return chain.proceed(request, scope);
        } catch (MessageConstraintException e) {
            throw new RefusedAnswer("the head of the answer has 100 headers or more, or a line longer than 8 KB");
        }
    }

    private static byte[] read(HttpEntity entity, int most) throws IOException {
        if (entity.getContentLength() > most) {
            throw tooLarge(most);
        }
        // Closed by the one who closes the connection: closing the stream of a broken-off answer would read it to its
        // end.
        InputStream content = entity.getContent();
        byte[] read = content.readNBytes(most);
        if (content.read() >= 0) {
            throw tooLarge(most);
        }
        return read;
    }

    private static RefusedAnswer tooLarge(int most) {
        return new RefusedAnswer("the answer is larger than " + (most >> 20) + " MB");
    }

    /** An answer that is not taken, in a sentence. */
    static final class RefusedAnswer extends IOException implements OperatorReadable {
        private static final long serialVersionUID = 1L;

        RefusedAnswer(String message) {
            super(message);
        }
    }
}
