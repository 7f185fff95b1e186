package io.roost.testkit;

import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.metrics.LoopCounter;
import io.roost.server.ConfigSource;
import io.roost.server.RoostServer;
import io.roost.server.StartException;
import io.roost.transport.CountedLoop;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A server in this JVM, on free ports of 127.0.0.1. */
public final class TestServer implements AutoCloseable {
    private final RoostServer server;

    private TestServer(RoostServer server) {
        this.server = server;
    }

    /** One listener of {@code service} and an admin listener; further assignments of the form key=value. */
    public static TestServer of(String service, String... assignments) {
        List<String> all = new ArrayList<>(
                List.of("listeners[0].service=" + service, "listeners[0].bind=127.0.0.1:0", "admin.bind=127.0.0.1:0"));
        all.addAll(List.of(assignments));
        try {
            return new TestServer(
                    RoostServer.start(new ConfigLoader().assignments(all).load()));
        } catch (ConfigException | StartException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@link #of}, with assignments that may change until a reload reads them again. */
    public static TestServer reloadable(String service, List<String> assignments) {
        ConfigSource source = () -> {
            List<String> all = new ArrayList<>(List.of(
                    "listeners[0].service=" + service, "listeners[0].bind=127.0.0.1:0", "admin.bind=127.0.0.1:0"));
            all.addAll(assignments);
            return new ConfigLoader().assignments(all).load();
        };
        try {
            return new TestServer(RoostServer.start(source.read(), source));
        } catch (ConfigException | StartException e) {
            throw new AssertionError(e);
        }
    }

    public RoostServer server() {
        return server;
    }

    /** Of the first listener. */
    public InetSocketAddress address() {
        return server.listeners().get(0).address();
    }

    public RawClient connect() {
        return RawClient.to(address());
    }

    /** Sum over all loops. */
    public long count(LoopCounter counter) {
        long sum = 0;
        for (CountedLoop loop : server.loops().workers().loops()) {
            sum += loop.counters().get(counter);
        }
        for (CountedLoop loop : server.loops().bosses().loops()) {
            sum += loop.counters().get(counter);
        }
        return sum;
    }

    /** What waits for space in the sockets, over all loops. */
    public long queuedBytes() {
        return server.loops().workers().loops().stream()
                .mapToLong(loop -> loop.counters().queuedBytes())
                .sum();
    }

    public int connections() {
        return server.loops().workers().connections();
    }

    public InetSocketAddress adminAddress() {
        return server.listeners().get(server.listeners().size() - 1).address();
    }

    /** GET of the admin listener. */
    public HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + adminAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** POST without a body, to the admin listener. */
    public HttpResponse<String> post(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + adminAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
