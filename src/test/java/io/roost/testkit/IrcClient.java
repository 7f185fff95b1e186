package io.roost.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A blocking IRC client that sends and reads lines. */
public final class IrcClient implements AutoCloseable {
    private final RawClient client;
    private final BufferedReader in;
    private int pings;

    private IrcClient(RawClient client) {
        this.client = client;
        try {
            in = new BufferedReader(new InputStreamReader(client.in(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static IrcClient to(InetSocketAddress address) {
        return new IrcClient(RawClient.to(address));
    }

    /** Over a connection that may have said something by now. */
    public static IrcClient over(RawClient client) {
        return new IrcClient(client);
    }

    /** With a small receive buffer, so that little is in flight while it does not read. */
    public static IrcClient slowTo(InetSocketAddress address) {
        return new IrcClient(RawClient.to(address, 4_096));
    }

    public RawClient raw() {
        return client;
    }

    /** Registers and reads the greeting. */
    public IrcClient register(String nick, String capabilities) {
        if (!capabilities.isEmpty()) {
            send("CAP REQ :" + capabilities);
        }
        send("NICK " + nick, "USER " + nick + " 0 * :" + nick);
        if (!capabilities.isEmpty()) {
            send("CAP END");
        }
        sync();
        return this;
    }

    public IrcClient send(String... lines) {
        try {
            client.send((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line; null at the end. */
    public String line() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is there, by a PING: what comes before its PONG. */
    public List<String> sync() {
        String token = "sync" + ++pings;
        send("PING " + token);
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            if (line.contains(" PONG ") && line.endsWith(token)) {
                return lines;
            }
            lines.add(line);
        }
        throw new AssertionError("no answer to PING; before it: " + lines);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
