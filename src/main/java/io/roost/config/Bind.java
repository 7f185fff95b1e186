package io.roost.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a listener listens.
 *
 * @param host an address or a name; {@code *} means all IPv4 addresses
 * @param port 0 to 65535; 0 lets the kernel choose a free one
 */
public record Bind(String host, int port) {
    /** No listener at all: written {@code off}. */
    public static final Bind NONE = new Bind("", -1);

    /** Null when the text is no address and port. */
    static @Nullable Bind parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || colon == text.length() - 1) {
            return null;
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            return null;
        }
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            return null;
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return port < 0 || port > 65_535 ? null : new Bind(host, port);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether there is anything to bind. */
    public boolean isOff() {
        return port < 0;
    }

    @Override
    public String toString() {
        if (isOff()) {
            return "off";
        }
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
