package io.roost.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Peers' addresses as text. Those who come from one address share its text. Event loop only. */
public final class PeerHosts {
    private static final int KEPT = 256;

    private final @Nullable String[] hosts = new String[KEPT];

    /** The address as a word that may stand anywhere in a line, so it begins with no colon. */
    public String of(@Nullable SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress address)) {
            return "localhost";
        }
        InetAddress ip = address.getAddress();
        int slot = ip.hashCode() & (KEPT - 1);
        String text = ip.getHostAddress();
        int scope = text.indexOf('%');
        String bare = scope < 0 ? text : text.substring(0, scope);
        String word = bare.startsWith(":") ? "0" + bare : bare;
        String known = hosts[slot];
        if (known != null && known.equals(word)) {
            return known;
        }
        hosts[slot] = word;
        return word;
    }
}
