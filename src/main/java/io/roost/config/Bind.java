package io.roost.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** A zone, as in {@code fe80::1%eth0}, names an interface. */
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<host>\\*|[A-Za-z0-9._-]+)|\\[(?<v6>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]+)?)])"
                    + ":(?<port>[0-9]{1,5})");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|::1|(?:0:){7}1");

    /** Null when the text is no address and port. */
    public static @Nullable Bind parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int port = Integer.parseInt(form.group("port"));
        String host = form.group("v6") == null ? form.group("host") : form.group("v6");
        return port > 65_535 ? null : new Bind(host, port);
    }

    /** Whether there is anything to bind. */
    public boolean isOff() {
        return port < 0;
    }

    /** Whether only this host can reach it. */
    public boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    @Override
    public String toString() {
        if (isOff()) {
            return "off";
        }
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
