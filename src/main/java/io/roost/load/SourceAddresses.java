package io.roost.load;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses to dial from: {@code 10.0.0.1,10.0.0.7}, {@code 10.0.0.1-10.0.0.20}, {@code 127.0.0.0/27}. */
public final class SourceAddresses {
    /** As many as a list may name. */
    public static final int MOST = 65_536;

    private static final String EXPECTED =
            " (expected: addresses of this host as a list, a range or a block, such as 10.0.0.1,10.0.0.7 or"
                    + " 10.0.0.1-10.0.0.20 or 127.0.0.0/27)";

    private SourceAddresses() {}

    /**
     * Parses a list of addresses, ranges and blocks; a block stands for its addresses without its first and last. IPv6 addresses stand
     * for themselves only.
     *
     * @throws IllegalArgumentException naming the part that is wrong and what was expected
     */
    public static List<InetAddress> of(String text) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            add(part.trim(), addresses);
        }
        return List.copyOf(addresses);
    }

    /** 127.0.0.1 and so many of the next that not more than half of the ports of each are used; a full table is slow to search. */
    public static List<InetAddress> ofLoopback(long connections, int portsPerAddress) {
        long count = Math.max(1, (2 * connections + portsPerAddress - 1) / portsPerAddress);
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST); i++) {
            addresses.add(ipv4(0x7F000001 + i));
        }
        return List.copyOf(addresses);
    }

    /** Whether loopback addresses are the ones to dial all of these from. */
    public static boolean areLoopback(List<InetSocketAddress> targets) {
        return targets.stream()
                .allMatch(target -> target.getAddress().isLoopbackAddress()
                        && target.getAddress().getAddress().length == 4);
    }

    private static void add(String part, List<InetAddress> to) {
        int slash = part.indexOf('/');
        int dash = part.indexOf('-');
        if (slash >= 0) {
            int bits = bits(part, part.substring(slash + 1));
            int first = address(part, part.substring(0, slash)) & (int) (-1L << (32 - bits));
            long size = 1L << (32 - bits);
            int edge = size > 2 ? 1 : 0;
            addAll(part, first + edge, size - 2L * edge, to);
        } else if (dash >= 0) {
            int first = address(part, part.substring(0, dash).trim());
            long size = 1L + address(part, part.substring(dash + 1).trim()) - first;
            if (size < 1) {
                throw refused(part);
            }
            addAll(part, first, size, to);
        } else if (NetUtil.isValidIpV6Address(part)) {
            to.add(literal(part));
        } else {
            addAll(part, address(part, part), 1, to);
        }
    }

    private static void addAll(String part, int first, long count, List<InetAddress> to) {
        if (to.size() + count > MOST) {
            throw new IllegalArgumentException(
                    "source address '" + part + "' makes more than " + MOST + " addresses" + EXPECTED);
        }
        for (int i = 0; i < count; i++) {
            to.add(ipv4(first + i));
        }
    }

    private static int bits(String part, String text) {
        if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > 32 || Integer.parseInt(text) < 8) {
            throw refused(part);
        }
        return Integer.parseInt(text);
    }

    private static int address(String part, String text) {
        if (!NetUtil.isValidIpV4Address(text)) {
            throw refused(part);
        }
        return NetUtil.ipv4AddressToInt((java.net.Inet4Address) literal(text));
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static InetAddress ipv4(int address) {
        byte[] bytes = {(byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address};
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalArgumentException refused(String part) {
        return new IllegalArgumentException("source address '" + part + "'" + EXPECTED);
    }
}
