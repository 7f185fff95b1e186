package io.roost.server;

import java.net.InetSocketAddress;

/** A listener that is bound: what it serves, and where. */
public record Listener(String service, InetSocketAddress address) {
    /** Address and port as a client would name them. */
    public String text() {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
