package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.inspect.EpollInspector;
import io.roost.inspect.EpollReport;
import io.roost.testkit.RawClient;
import io.roost.testkit.RoostProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel says of a Roost that holds connections. */
class InspectIT {
    private static final int CONNECTIONS = 1_000;

    @ParameterizedTest
    @CsvSource({"epoll,1000,1000", "epoll-level,1000,0", "nio,1000,0", "poll,0,0"})
    void inspect_whenConnectionsAreHeld_thenAllAreRegisteredAsTheTransportSays(
            String transport, long registered, long edge) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (RoostProcess roost = RoostProcess.serve("echo", "transport=" + transport)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                RawClient client = RawClient.to(roost.address("echo"));
                clients.add(client);
                assertThat(client.echo("x")).isEqualTo("x");
            }
            EpollReport report = EpollInspector.of(roost.pid()).inspect();
            assertThat(report.connections().total()).isEqualTo(registered);
            assertThat(report.connections().edge()).isEqualTo(edge);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }
}
