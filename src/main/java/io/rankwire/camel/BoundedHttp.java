package io.rankwire.camel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** Bounds how much of an answer is read, after it is unpacked; sends nothing a second time by itself. */
public final class BoundedHttp implements HttpClientConfigurer {
    /** What an answer may hold at the most, in bytes. */
    public static final int LARGEST = 32 << 20;

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement();
        builder.addExecInterceptorFirst("bounded", (request, scope, chain) -> {
            var response = chain.proceed(request, scope);
            if (response.getEntity() != null) {
                response.setEntity(new BoundedEntity(response.getEntity()));
            }
            return response;
        });
    }

    private static final class BoundedEntity extends HttpEntityWrapper {
        BoundedEntity(HttpEntity entity) {
            super(entity);
        }

        @Override
        public InputStream getContent() throws IOException {
            return new BoundedStream(super.getContent());
        }
    }

    private static final class BoundedStream extends FilterInputStream {
        private long left = LARGEST;

        BoundedStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("the answer is larger than " + (LARGEST >> 20) + " MB");
            }
        }
    }
}
