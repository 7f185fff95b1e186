package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.RawClient;
import io.roost.testkit.RoostProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an idle user of the chat owns on the heap: live objects of 4,000 real ones, each registered under names of its
 * own and in one channel of a hundred, all times armed. A fat field fails the build.
 */
class BytesPerUserIT {
    private static final int USERS = 4_000;
    private static final int MEMBERS = 100;

    /** Bytes. With headers of 8 bytes instead of 12, which config/jvm.options asks of JDK 25. */
    private static final double BOUND_COMPACT = 1_150;

    private static final double BOUND = 1_260;

    @ParameterizedTest
    @ValueSource(strings = {"chat", "talk"})
    void idleUser_whenThousandsAreHeld_thenItsHeapIsWithinBudget(String service) throws Exception {
        boolean isCompact = Runtime.version().feature() >= 25;
        List<RawClient> clients = new ArrayList<>();
        try (RoostProcess roost = RoostProcess.serve(service, "limits.idle-timeout=1h", "admin.bind=off")) {
            register(roost, service, clients, MEMBERS);
            long before = roost.liveHeapBytes();
            register(roost, service, clients, USERS);
            double bytesEach = (double) (roost.liveHeapBytes() - before) / USERS;
            double bound = isCompact ? BOUND_COMPACT : BOUND;
            System.out.printf("live heap per idle %s user: %.0f bytes (bound: %.0f)%n", service, bytesEach, bound);
            assertThat(bytesEach).isBetween(700.0, bound);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static void register(RoostProcess roost, String service, List<RawClient> clients, int count)
            throws IOException {
        for (int i = 0; i < count; i++) {
            int number = 100_000 + clients.size();
            RawClient client = RawClient.to(roost.address(service));
            clients.add(client);
            String channel = "#chat" + clients.size() / MEMBERS;
            if (service.equals("talk")) {
                client.send("nick" + number + "\n/join " + channel + "\n/part #lobby\n");
                readTo(client.in(), "[#lobby] nick" + number + " left");
            } else {
                client.send("NICK nick" + number + "\r\nUSER user" + number + " 0 * :Real Name " + number + "\r\nJOIN "
                        + channel + "\r\n");
                readTo(client.in(), " 366 ");
            }
        }
    }

    private static void readTo(InputStream in, String end) throws IOException {
        byte[] chunk = new byte[16 << 10];
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(end) < 0) {
            int count = in.read(chunk);
            assertThat(count).as("bytes after %s", seen).isPositive();
            seen.append(new String(chunk, 0, count, StandardCharsets.UTF_8));
        }
    }
}
