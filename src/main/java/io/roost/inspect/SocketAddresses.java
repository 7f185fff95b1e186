package io.roost.inspect;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Addresses as {@code /proc/net/tcp} has them, made readable. */
final class SocketAddresses {
    private static final int WORD_CHARS = 8;

    private SocketAddresses() {}

    /**
     * {@code 0100007F:1B5F} is 127.0.0.1:7007 on a little-endian machine: the kernel prints the address as words of 32
     * bits in the machine's order, the port as a number. Text of another form is returned as it is.
     */
    static String readable(String hex) {
        int colon = hex.indexOf(':');
        if (colon != WORD_CHARS && colon != WORD_CHARS * 4) {
            return hex;
        }
        try {
            ByteBuffer address = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
            for (int i = 0; i < colon; i += WORD_CHARS) {
                address.putInt(Integer.parseUnsignedInt(hex, i, i + WORD_CHARS, 16));
            }
            return host(InetAddress.getByAddress(address.array())) + ":"
                    + Integer.parseInt(hex.substring(colon + 1), 16);
        } catch (NumberFormatException | UnknownHostException malformed) {
            return hex;
        }
    }

    private static String host(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text.replaceFirst("(^|:)(0(:|$)){2,}", "::") + "]" : text;
    }
}
