package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.RawClient;
import io.roost.testkit.RoostProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an idle echo connection owns on the heap: live objects of 5,000 real ones, each of which has
 * echoed once, with an idle timeout armed. A fat field fails the build.
 */
class BytesPerConnectionIT {
    private static final int CONNECTIONS = 5_000;

    /** Bytes. With headers of 8 bytes instead of 12, which config/jvm.options asks of JDK 25. */
    private static final double BOUND_COMPACT = 740;

    private static final double BOUND = 810;

    @Test
    void idleConnection_whenFiveThousandAreHeld_thenItsHeapIsWithinBudget() throws Exception {
        boolean isCompact = Runtime.version().feature() >= 25;
        List<RawClient> clients = new ArrayList<>();
        try (RoostProcess roost = RoostProcess.serve("echo", "limits.idle-timeout=1h", "admin.bind=off")) {
            connect(roost, clients, 100);
            long before = roost.liveHeapBytes();
            connect(roost, clients, CONNECTIONS);
            double bytesEach = (double) (roost.liveHeapBytes() - before) / CONNECTIONS;
            double bound = isCompact ? BOUND_COMPACT : BOUND;
            System.out.printf("live heap per idle echo connection: %.0f bytes (bound: %.0f)%n", bytesEach, bound);
            assertThat(bytesEach).isBetween(500.0, bound);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static void connect(RoostProcess roost, List<RawClient> clients, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            RawClient client = RawClient.to(roost.address("echo"));
            clients.add(client);
            assertThat(client.echo("once")).isEqualTo("once");
        }
    }
}
