package io.rankwire.net;

import io.rankwire.text.OperatorReadable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to addresses that others may have chosen: never to this machine or its private network, however a name resolves
 * at the moment of the connection, unless the operator allows that host by name. Of an answer status and headers are read,
 * and the beginning of its body where that is asked for; they must be there in time.
 */
public final class GuardedHttp implements HttpClientConfigurer {
    private final Terms terms;
    private final Underway underway;

    public GuardedHttp(Terms terms, Underway underway) {
        this.terms = terms;
        this.underway = underway;
    }

    /**
     * What an operator decides.
     *
     * @param allowed hosts that may have a private address
     * @param connect how long to wait for a connection
     * @param answer how long to wait for an answer
     * @param body how much of the body of a successful answer is read, in bytes; what is behind it is left
     * @param trust whom to trust; null for the certificates that Java brings
     */
    public record Terms(
            Set<String> allowed,
            Duration connect,
            Duration answer,
            int body,
            @Nullable SSLContext trust) {
        public Terms {
            allowed = Set.copyOf(allowed);
        }
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        BoundedHttp.sendOnce(builder);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new SystemDefaultDnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) throws UnknownHostException {
                        return refusePrivate(host, super.resolve(host));
                    }
                })
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(terms.connect()))
                        .setSocketTimeout(Timeout.of(terms.answer()))
                        .build());
        if (terms.trust() != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(terms.trust()));
        }
        builder.setConnectionManager(connections.build());
        builder.addExecInterceptorFirst("beginning-only", this::beginningOnly);
    }

    /** A receiver says with the status, or in few words, what it has to say; nothing more is read. */
    private ClassicHttpResponse beginningOnly(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        return underway.within(terms.connect().plus(terms.answer()), scope.execRuntime, () -> {
            if (scope.route.getProxyHost() != null) {
                checkTarget(scope.route.getTargetHost().getHostName());
            }
            ClassicHttpResponse answer = BoundedHttp.proceed(request, scope, chain);
            byte[] body = beginning(answer);
            // Not closed: that would read the body to its end.
            scope.execRuntime.discardEndpoint();
            BasicClassicHttpResponse head = new BasicClassicHttpResponse(answer.getCode());
            head.setHeaders(answer.getHeaders());
            if (body.length > 0) {
                // It is unpacked, cut, and no document to anybody.
                List.of(HttpHeaders.CONTENT_ENCODING, HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH)
                        .forEach(head::removeHeaders);
                head.setEntity(new ByteArrayEntity(body, null));
            }
            return head;
        });
    }

    private byte[] beginning(ClassicHttpResponse answer) throws IOException {
        HttpEntity entity = answer.getEntity();
        boolean wanted = terms.body() > 0 && entity != null && answer.getCode() >= 200 && answer.getCode() < 300;
        return wanted ? entity.getContent().readNBytes(terms.body()) : new byte[0];
    }

    /** A proxy looks the target up itself; what it may find must be public here too. */
    private void checkTarget(String host) throws UnknownHostException {
        if (terms.allowed().contains(host(host))) {
            return;
        }
        try {
            refusePrivate(host, InetAddress.getAllByName(host));
        } catch (RefusedAddress e) {
            throw e;
        } catch (UnknownHostException e) {
            throw new UnknownHostException(host
                    + " cannot be looked up here, and behind the proxy it may be private; name the host in allowHosts to"
                    + " have the proxy look it up");
        }
    }

    private InetAddress[] refusePrivate(String host, InetAddress[] addresses) throws RefusedAddress {
        for (InetAddress address : addresses) {
            if (PrivateAddress.is(address) && !terms.allowed().contains(host(host))) {
                throw new RefusedAddress(host + " is " + address.getHostAddress()
                        + ", an address of this machine or a private network; name the host in allowHosts to allow it");
            }
        }
        return addresses;
    }

    /** A host in the one form in which it is compared: an address of version 6 without its brackets. */
    public static String host(String name) {
        return name.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
    }

    /** An address that nothing is sent to. */
    public static final class RefusedAddress extends UnknownHostException implements OperatorReadable {
        private static final long serialVersionUID = 1L;

        public RefusedAddress(String message) {
            super(message);
        }
    }
}
