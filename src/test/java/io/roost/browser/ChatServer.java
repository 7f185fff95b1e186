package io.roost.browser;

import io.roost.testkit.IrcClient;
import io.roost.testkit.TestServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A server with a listener for plain IRC and one for browsers. */
record ChatServer(TestServer server) implements AutoCloseable {
    static ChatServer start(String... assignments) {
        return at(0, assignments);
    }

    /** Browsers come to this port; 0: a free one. */
    static ChatServer at(int port, String... assignments) {
        List<String> all = new ArrayList<>(List.of(
                "listeners[1].service=chat", "listeners[1].bind=127.0.0.1:" + port, "listeners[1].over=websocket"));
        all.addAll(List.of(assignments));
        return new ChatServer(TestServer.of("chat", all.toArray(String[]::new)));
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    int port() {
        return pageAddress().getPort();
    }

    InetSocketAddress pageAddress() {
        return server.server().listeners().get(1).address();
    }

    /** In the lobby, over plain IRC. */
    IrcClient join(String nick) {
        IrcClient client = IrcClient.to(server.address()).register(nick, "message-tags");
        client.send("JOIN #lobby").sync();
        return client;
    }

    @Override
    public void close() {
        server.close();
    }
}
