package io.roost.websocket;

import io.netty.util.NetUtil;
import io.roost.config.AddressBlock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is that comes through proxies. Each of them appends to X-Forwarded-For who has come to it, so the
 * header is believed from its end on, as far as it was written by proxies that are trusted: what stands before that,
 * the client may have written itself.
 */
public final class ClientAddress {
    private final List<AddressBlock> trusted;

    /** Believes these proxies. */
    public ClientAddress(List<AddressBlock> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * The client of a request.
     *
     * @param peer who has dialled this server
     * @param forwardedFor the headers, in their order
     */
    public SocketAddress of(SocketAddress peer, List<String> forwardedFor) {
        if (trusted.isEmpty() || forwardedFor.isEmpty() || !(peer instanceof InetSocketAddress dialler)) {
            return peer;
        }
        List<String> hops = new ArrayList<>();
        forwardedFor.forEach(header -> Collections.addAll(hops, header.split(",", -1)));
        InetAddress nearest = dialler.getAddress();
        for (int i = hops.size() - 1; i >= 0 && isTrusted(nearest); i--) {
            InetAddress hop = parse(hops.get(i).strip());
            if (hop == null) {
                break;
            }
            nearest = hop;
        }
        return nearest.equals(dialler.getAddress()) ? peer : new InetSocketAddress(nearest, 0);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }

    /** With a port or without; null when it is no address. */
    private static @Nullable InetAddress parse(String hop) {
        String host = hop;
        int colon = hop.indexOf(':');
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            host = hop.substring(1, hop.indexOf(']'));
        } else if (colon > 0 && colon == hop.lastIndexOf(':')) {
            host = hop.substring(0, colon);
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it has the length of an address
        }
    }
}
