package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.inspect.EpollReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InspectScreenTest {
    @Test
    void write_whenServer_thenConnectionsFirstThenABlockPerInstanceThenTheSum() {
        assertThat(screen(InspectReportFixture.server())).isEqualTo("""
                        connections  499,999 of 500,000 edge-triggered (99.9 %)
                        listeners    1 of 1 edge-triggered (100 %): 127.0.0.1:7007
                        process      4711  java -jar roost.jar serve
                        open files   500,020 of 1,000,000 (50.0 %)

                        epoll 5                   2 registrations
                          trigger                 2 edge (100 %), 0 level (0 %), 0 one-shot (0 %)
                          events                  2 IN|ERR|HUP|ET
                          descriptors             1 listening sockets                               edge
                                                  1 eventfd (wake-up)                               edge

                        epoll 12            500,001 registrations
                          trigger           500,000 edge (99.9 %), 1 level (< 0.1 %), 1 one-shot (< 0.1 %)
                          events            500,000 IN|ERR|HUP|RDHUP|ET
                                                  1 IN|ERR|HUP|ONESHOT
                          descriptors       500,000 connections, established                        499,999 of them edge
                                                  1 eventfd (wake-up)                               edge

                        500,003 registrations in 2 epoll instances: 99.9 % edge-triggered connections
                        """);
    }

    @Test
    void write_whenNoInstance_thenSaysSo() {
        EpollReport report = new EpollReport(2, "[kthreadd]", 0, -1, List.of());

        assertThat(screen(report)).isEqualTo("""
                        process      2  [kthreadd]
                        open files   0 of unlimited

                        Process 2 has no epoll instance.
                        """);
    }

    private static String screen(EpollReport report) {
        StringWriter screen = new StringWriter();
        InspectScreen.write(report, new PrintWriter(screen));
        return screen.toString();
    }
}
