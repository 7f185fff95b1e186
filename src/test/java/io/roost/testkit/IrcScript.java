package io.roost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A conversation as a text, line by line:
 *
 * <pre>
 * alice + echo-message      connects and registers, with these capabilities
 * alice ~                   connects and says nothing
 * alice > JOIN #a           sends
 * bob   < :alice!* JOIN #a  gets exactly this next; * stands for anything
 * bob   .                   gets nothing more for now
 * bob   $                   is at the end: the server has closed
 * </pre>
 */
public final class IrcScript implements AutoCloseable {
    private final InetSocketAddress address;
    private final Map<String, IrcClient> clients = new LinkedHashMap<>();
    private final Map<String, Deque<String>> unread = new LinkedHashMap<>();

    public IrcScript(InetSocketAddress address) {
        this.address = address;
    }

    public IrcScript run(String script) {
        script.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::step);
        return this;
    }

    private void step(String line) {
        String[] parts = line.split("\\s+", 3);
        String name = parts[0];
        String text = parts.length < 3 ? "" : parts[2];
        switch (parts[1]) {
            case "+" -> clients.put(name, connect(name).register(name, text));
            case "~" -> clients.put(name, connect(name));
            case ">" -> client(name).send(text);
            case "<" -> assertThat(next(name)).as(line).matches(Pattern.compile(regex(text)));
            case "." -> {
                unread(name).addAll(client(name).sync());
                assertThat(unread(name)).as(line).isEmpty();
            }
            case "$" -> assertThat(client(name).line()).as(line).isNull();
            default -> throw new IllegalArgumentException(line);
        }
    }

    private IrcClient connect(String name) {
        unread.put(name, new ArrayDeque<>());
        return IrcClient.to(address);
    }

    private IrcClient client(String name) {
        IrcClient client = clients.get(name);
        if (client == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return client;
    }

    private Deque<String> unread(String name) {
        return unread.getOrDefault(name, new ArrayDeque<>());
    }

    private String next(String name) {
        String line = unread(name).pollFirst();
        return line != null ? line : client(name).line();
    }

    private static String regex(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return regex.toString();
    }

    @Override
    public void close() {
        clients.values().forEach(IrcClient::close);
    }
}
