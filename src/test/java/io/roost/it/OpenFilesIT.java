package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.testkit.RawClient;
import io.roost.testkit.RoostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that may open 300 files and is asked for 400 connections, on a JVM that has logged nothing yet. */
class OpenFilesIT {
    private static final List<String> WITH_300_FILES = List.of("bash", "-c", "ulimit -n 300; exec \"$@\"", "roost");
    private static final int CLIENTS = 400;

    @Test
    void accept_whenDescriptorsRunOut_thenOldAreServedAndNewAreOnceSomeAreFree() throws Exception {
        // The limit is set so that accept(2) itself fails.
        try (RoostProcess roost = RoostProcess.serve(
                WITH_300_FILES, List.of("-Xmx256m"), "echo", "limits.connections=100000", "admin.bind=off")) {
            List<RawClient> clients = connect(roost);
            RawClient oldest = clients.get(0);
            assertThat(oldest.echo("old")).isEqualTo("old");
            assertThat(cpuTicksWhile(roost, () -> echoUntil(oldest, Duration.ofSeconds(1))))
                    .as("hundredths of a second of CPU in a second without descriptors")
                    .isLessThan(70);

            for (RawClient client : clients.subList(100, 250)) {
                client.reset();
            }
            // Queued in the backlog until now.
            RawClient youngest = clients.get(CLIENTS - 1);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(youngest.echo("new")).isEqualTo("new"));
            assertThat(roost.lines()).anyMatch(line -> line.contains("failures to accept"));
            assertThat(roost.lines()).noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
            for (RawClient client : clients) {
                client.close();
            }
            assertThat(roost.terminate()).isZero();
        }
    }

    @Test
    void accept_whenLimitIsAuto_thenItStaysBelowTheDescriptorsAndRefuses() throws Exception {
        try (RoostProcess roost = RoostProcess.serve(WITH_300_FILES, List.of("-Xmx256m"), "echo", "admin.bind=off")) {
            List<RawClient> clients = connect(roost);
            assertThat(clients.get(0).echo("old")).isEqualTo("old");
            await().until(() -> roost.lines().stream().anyMatch(line -> line.contains(" by connections")));
            assertThat(roost.lines()).noneMatch(line -> line.contains("Exception"));
            for (RawClient client : clients) {
                client.reset();
            }
            await().ignoreExceptions().untilAsserted(() -> {
                try (RawClient next = RawClient.to(roost.address("echo"))) {
                    assertThat(next.echo("next")).isEqualTo("next");
                }
            });
        }
    }

    private static List<RawClient> connect(RoostProcess roost) {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(RawClient.to(roost.address("echo")));
        }
        return clients;
    }

    private static void echoUntil(RawClient client, Duration duration) throws IOException {
        long until = System.nanoTime() + duration.toNanos();
        int rounds = 0;
        while (System.nanoTime() < until) {
            // A round now and then: it is the spinning of others that is looked for.
            if (rounds++ % 1_000_000 == 0) {
                assertThat(client.echo("old")).isEqualTo("old");
            }
        }
    }

    /** utime and stime of proc_pid_stat(5). */
    private static long cpuTicksWhile(RoostProcess roost, IoAction action) throws IOException {
        long before = cpuTicks(roost);
        action.run();
        return cpuTicks(roost) - before;
    }

    private static long cpuTicks(RoostProcess roost) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + roost.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private interface IoAction {
        void run() throws IOException;
    }
}
