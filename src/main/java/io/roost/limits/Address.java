package io.roost.limits;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * An address of IPv6, or one of IPv4 as {@code ::ffff:a.b.c.d} (RFC 4291, 2.5.5.2), as two numbers.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record Address(long high, long low) {
    private static final long MAPPED = 0xFFFFL << 32;
    private static final long LOW_32 = 0xFFFF_FFFFL;

    /** Of IPv4 keys the first byte, where IPv6 has multicast groups, from which nobody comes. */
    private static final long IPV4_TAG = 0xFFL << 56;

    private static final long IPV4_NETWORK = 0xFFFF_FF00L;
    private static final long IPV6_NETWORK = 0xFFFF_FFFF_FFFF_0000L;

    /** The same as numbers. */
    public static Address of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? ofIpv4(bytes.getInt())
                : new Address(bytes.getLong(), bytes.getLong());
    }

    /** The four bytes as one number. */
    public static Address ofIpv4(int bytes) {
        return new Address(0, MAPPED | (bytes & LOW_32));
    }

    boolean isIpv4() {
        return high == 0 && (low & ~LOW_32) == MAPPED;
    }

    /** What counts as one address: one of IPv4, or the /64 of IPv6, within which a host takes what address it likes (RFC 8981). */
    long key() {
        return isIpv4() ? IPV4_TAG | (low & LOW_32) : high;
    }

    /** What counts as one network: the /24 or /48, the least that is routed on the Internet, and what one site is given at most. */
    long networkKey() {
        return isIpv4() ? IPV4_TAG | (low & IPV4_NETWORK) : high & IPV6_NETWORK;
    }
}
