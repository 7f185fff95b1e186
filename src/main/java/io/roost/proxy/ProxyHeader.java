package io.roost.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header with which a proxy begins a connection, of version 1 or 2
 * (<a href="https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt">proxy-protocol.txt</a>).
 *
 * <pre>
 * PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n              version 1: a line of at most 107 bytes
 *
 * 0D 0A 0D 0A 00 0D 0A 51 55 49 54 0A | 2c | fp | length      version 2: c command, f family, p protocol,
 * source | destination | ports | TLVs                           then so many bytes
 * </pre>
 *
 * <p>Netty's HAProxyMessageDecoder is not used, though what it takes is taken here too, by test: it says nothing before 13
 * bytes have come, so that a peer without a header waits for ever; and what is wrong it answers by a close of its own and an
 * exception with a trace, where a peer is to be told, and counted.
 *
 * @param kind what the bytes are
 * @param bytes how long the header is, if there is one
 * @param source the client; null: the proxy speaks for itself, or does not know
 */
record ProxyHeader(Kind kind, int bytes, @Nullable InetSocketAddress source) {
    /** A header of version 2 is no longer than this, whatever else it tells. */
    static final int MOST_BYTES = 4_096;

    /** What a stream begins with. */
    enum Kind {
        /** What may become a header. */
        BEGUN,
        WHOLE,
        /** What begins as a header and is none. */
        WRONG,
        /** Something else. */
        NONE
    }

    private static final byte[] SIGNATURE_1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE_2 = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int MOST_BYTES_1 = 107;
    private static final int LEAST_BYTES_2 = 16;
    private static final int MOST_PORT_DIGITS = 5;
    private static final int IPV6_BYTES = 16;

    private static final ProxyHeader BEGUN = new ProxyHeader(Kind.BEGUN, 0, null);
    private static final ProxyHeader WRONG = new ProxyHeader(Kind.WRONG, 0, null);
    private static final ProxyHeader NONE = new ProxyHeader(Kind.NONE, 0, null);

    /** What {@code in} begins with, which is not changed. */
    static ProxyHeader of(ByteBuf in) {
        if (begins(in, SIGNATURE_1)) {
            return in.readableBytes() < SIGNATURE_1.length ? BEGUN : line(in);
        }
        if (begins(in, SIGNATURE_2)) {
            return in.readableBytes() < LEAST_BYTES_2 ? BEGUN : block(in);
        }
        return NONE;
    }

    private static boolean begins(ByteBuf in, byte[] signature) {
        int start = in.readerIndex();
        for (int i = Math.min(signature.length, in.readableBytes()) - 1; i >= 0; i--) {
            if (in.getByte(start + i) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    /** Version 1. */
    private static ProxyHeader line(ByteBuf in) {
        int start = in.readerIndex();
        int most = Math.min(in.readableBytes(), MOST_BYTES_1);
        int end = in.indexOf(start, start + most, (byte) '\n');
        if (end < 0) {
            return most == MOST_BYTES_1 ? WRONG : BEGUN;
        }
        if (in.getByte(end - 1) != '\r') {
            return WRONG;
        }
        int bytes = end + 1 - start;
        String text = in.toString(start, bytes - 2, StandardCharsets.ISO_8859_1);
        String[] words = text.split(" ", -1);
        if (words[1].equals("UNKNOWN")) {
            return new ProxyHeader(Kind.WHOLE, bytes, null);
        }
        boolean isIpv4 = words[1].equals("TCP4");
        if (words.length != 6 || !(isIpv4 || words[1].equals("TCP6"))) {
            return WRONG;
        }
        byte[] source = address(words[2], isIpv4);
        int port = port(words[4]);
        if (source == null || address(words[3], isIpv4) == null || port < 0 || port(words[5]) < 0) {
            return WRONG;
        }
        return new ProxyHeader(Kind.WHOLE, bytes, new InetSocketAddress(inet(source), port));
    }

    /** Null: it is none of this family. */
    private static byte @Nullable [] address(String word, boolean isIpv4) {
        boolean isRight = isIpv4
                ? NetUtil.isValidIpV4Address(word)
                : word.indexOf('%') < 0 && word.indexOf('[') < 0 && NetUtil.isValidIpV6Address(word);
        return isRight ? NetUtil.createByteArrayFromIpAddressString(word) : null;
    }

    /** -1: it is none. */
    private static int port(String word) {
        boolean isRight = !word.isEmpty()
                && word.length() <= MOST_PORT_DIGITS
                && word.chars().allMatch(one -> one >= '0' && one <= '9')
                && (word.length() == 1 || word.charAt(0) != '0');
        int port = isRight ? Integer.parseInt(word) : -1;
        return port > 0xFFFF ? -1 : port;
    }

    /** Version 2. */
    private static ProxyHeader block(ByteBuf in) {
        int start = in.readerIndex();
        int versionAndCommand = in.getUnsignedByte(start + 12);
        int familyAndProtocol = in.getUnsignedByte(start + 13);
        int length = in.getUnsignedShort(start + 14);
        int bytes = LEAST_BYTES_2 + length;
        boolean isLocal = versionAndCommand == 0x20;
        if (!(isLocal || versionAndCommand == 0x21) || bytes > MOST_BYTES) {
            return WRONG;
        }
        int least = isLocal ? 0 : addressBytes(familyAndProtocol);
        if (least < 0 || length < least) {
            return WRONG;
        }
        if (in.readableBytes() < bytes) {
            return BEGUN;
        }
        int at = start + LEAST_BYTES_2;
        if (isLocal || !(familyAndProtocol == 0x11 || familyAndProtocol == 0x21)) {
            return new ProxyHeader(Kind.WHOLE, bytes, null);
        }
        byte[] address = new byte[familyAndProtocol == 0x11 ? Integer.BYTES : IPV6_BYTES];
        in.getBytes(at, address);
        int port = in.getUnsignedShort(at + 2 * address.length);
        return new ProxyHeader(Kind.WHOLE, bytes, new InetSocketAddress(inet(address), port));
    }

    /** -1: what the specification has receivers reject. Of datagrams and Unix sockets the addresses are of no use here. */
    private static int addressBytes(int familyAndProtocol) {
        return switch (familyAndProtocol) {
            case 0x00 -> 0;
            case 0x11, 0x12 -> 12;
            case 0x21, 0x22 -> 36;
            case 0x31, 0x32 -> 216;
            default -> -1;
        };
    }

    /** An IPv4 address that is written as one of IPv6 becomes one of IPv4. */
    private static InetAddress inet(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it has the length of an address
        }
    }
}
