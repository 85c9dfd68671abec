package io.rankwire.camel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/**
 * HTTP to addresses that others may have chosen: never to this machine or its private network, however a name resolves
 * at the moment of the connection, unless the operator allows that host by name. Bounded like {@link BoundedHttp}.
 */
final class GuardedHttp implements HttpClientConfigurer {
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private final Set<String> allowed;

    GuardedHttp(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        new BoundedHttp().configureHttpClient(builder);
        builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new SystemDefaultDnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) throws UnknownHostException {
                        return refusePrivate(host, super.resolve(host));
                    }
                })
                .build());
    }

    private InetAddress[] refusePrivate(String host, InetAddress[] addresses) throws RefusedAddress {
        for (InetAddress address : addresses) {
            if (isPrivate(address) && !allowed.contains(host)) {
                throw new RefusedAddress(host + " is " + address.getHostAddress()
                        + ", an address of this machine or a private network; name the host in allowHosts to allow it");
            }
        }
        return addresses;
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || shared;
    }

    /** An address that nothing is sent to. */
    static final class RefusedAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddress(String message) {
            super(message);
        }
    }
}
