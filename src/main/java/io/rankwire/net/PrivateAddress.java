package io.rankwire.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses of this machine, of private networks, for documentation, and others that no public host has (IANA's
 * special-purpose registries, RFC 6890 and those that amend it).
 */
public final class PrivateAddress {
    private static final List<Range> RANGES =
            Stream.of("""
            0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
            192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3
            ::/127 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16 fc00::/7
            fe80::/10 fec0::/10 ff00::/8""".split("\\s+")).map(Range::parse).toList();

    /** Not parsed: Java takes a mapped address for one of version 4. */
    private static final Range MAPPED =
            new Range(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0}, 96);

    /** What stands before an address of version 4 inside one of version 6: mapped, compatible, translated, 6to4. */
    private static final List<Range> CARRIERS = Stream.concat(
                    Stream.of(MAPPED),
                    Stream.of("::/96", "64:ff9b::/96", "2002::/16").map(Range::parse))
            .toList();

    private static final int BYTES_OF_4 = 4;

    private PrivateAddress() {}

    /** Whether it is one, in whatever form it is written. */
    public static boolean is(InetAddress address) {
        return is(address.getAddress());
    }

    private static boolean is(byte[] address) {
        return RANGES.stream().anyMatch(range -> range.holds(address))
                || CARRIERS.stream()
                        .filter(carrier -> carrier.holds(address))
                        .anyMatch(carrier -> is(carried(carrier, address)));
    }

    private static byte[] carried(Range carrier, byte[] address) {
        int from = carrier.bits / Byte.SIZE;
        return Arrays.copyOfRange(address, from, from + BYTES_OF_4);
    }

    private static final class Range {
        private final byte[] prefix;
        private final int bits;

        Range(byte[] prefix, int bits) {
            this.prefix = prefix.clone();
            this.bits = bits;
        }

        static Range parse(String text) {
            int slash = text.indexOf('/');
            try {
                // A literal address is looked up nowhere.
                return new Range(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(text, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((address[bit / Byte.SIZE] & mask) != (prefix[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
