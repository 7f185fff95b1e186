package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.RoostProcess;
import io.roost.testkit.WebSocketClient;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an idle user of the chat owns on the heap that came over WebSocket: live objects of 4,000 real ones, each
 * registered under names of its own and in one channel of a hundred, all times armed. What stays of the upgrade, or a
 * fat field, fails the build.
 */
class BytesPerWebSocketUserIT {
    private static final int USERS = 4_000;
    private static final int MEMBERS = 100;

    /** Bytes. With headers of 8 bytes instead of 12, which config/jvm.options asks of JDK 25. */
    private static final double BOUND_COMPACT = 1_170;

    private static final double BOUND = 1_280;

    @Test
    void idleUser_whenThousandsAreHeld_thenItsHeapIsWithinBudget() throws Exception {
        boolean isCompact = Runtime.version().feature() >= 25;
        List<WebSocketClient> clients = new ArrayList<>();
        try (RoostProcess roost = RoostProcess.serveOverWebSocket("chat", "limits.idle-timeout=1h", "admin.bind=off")) {
            register(roost.address("web"), clients, MEMBERS);
            long before = roost.liveHeapBytes();
            register(roost.address("web"), clients, USERS);
            double bytesEach = (double) (roost.liveHeapBytes() - before) / USERS;
            double bound = isCompact ? BOUND_COMPACT : BOUND;
            System.out.printf("live heap per idle WebSocket user: %.0f bytes (bound: %.0f)%n", bytesEach, bound);
            assertThat(bytesEach).isBetween(700.0, bound);
        } finally {
            clients.forEach(WebSocketClient::close);
        }
    }

    private static void register(InetSocketAddress address, List<WebSocketClient> clients, int count) {
        for (int i = 0; i < count; i++) {
            int number = 100_000 + clients.size();
            WebSocketClient client = WebSocketClient.to(address);
            clients.add(client);
            client.send(
                    "NICK nick" + number,
                    "USER user" + number + " 0 * :Real Name " + number,
                    "JOIN #chat" + clients.size() / MEMBERS);
            String line = client.line();
            while (!line.contains(" 366 ")) {
                line = client.line();
            }
        }
    }
}
