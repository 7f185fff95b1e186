package io.roost.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A person at a bare {@code nc}, who sends and reads lines. */
public final class TalkClient implements AutoCloseable {
    private static final String NO_COMMAND = "There is no /";

    private final RawClient client;
    private final BufferedReader in;
    private int questions;

    private TalkClient(RawClient client) {
        this.client = client;
        try {
            in = new BufferedReader(new InputStreamReader(client.in(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TalkClient to(InetSocketAddress address) {
        return new TalkClient(RawClient.to(address));
    }

    /** With a small receive buffer, so that little is in flight while it does not read. */
    public static TalkClient slowTo(InetSocketAddress address) {
        return new TalkClient(RawClient.to(address, 4_096));
    }

    /** Says who it is, and reads all that it is told then. */
    public TalkClient as(String name) {
        type(name);
        sync();
        return this;
    }

    public TalkClient type(String... lines) {
        try {
            client.send((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawClient raw() {
        return client;
    }

    /** The next line; null at the end. */
    public String line() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is there, by a command that there is not: what comes before the answer. */
    public List<String> sync() {
        String question = "sync" + ++questions;
        type("/" + question);
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith(NO_COMMAND + question + ";")) {
                return lines;
            }
            lines.add(line);
        }
        throw new AssertionError("no answer; before it: " + lines);
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
