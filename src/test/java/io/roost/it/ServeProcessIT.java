package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.IrcClient;
import io.roost.testkit.RawClient;
import io.roost.testkit.RoostProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as its users start it: what it prints, how it ends. */
class ServeProcessIT {
    @ParameterizedTest
    @CsvSource({"epoll,edge", "epoll-level,level", "nio,level", "poll,polled", "auto,edge"})
    void serve_whenStarted_thenItSaysWhatItServesAndHow(String transport, String trigger) throws Exception {
        try (RoostProcess roost = RoostProcess.serve("echo", "transport=" + transport)) {
            assertThat(roost.readyLine()).contains(" trigger=" + trigger + " ");
            try (RawClient client = RawClient.to(roost.address("echo"))) {
                assertThat(client.echo("hello")).isEqualTo("hello");
            }
            assertThat(roost.terminate()).isZero();
            assertThat(roost.lines()).anyMatch(line -> line.startsWith("roost stopped in"));
            assertThat(roost.lines()).noneMatch(line -> line.contains("Exception") || line.contains("WARN"));
        }
    }

    @Test
    void serve_whenSignalledWithOutputWaiting_thenThePeerGetsAllOfIt() throws Exception {
        byte[] sent = new byte[300_000];
        try (RoostProcess roost = RoostProcess.serve("echo", "tcp.send-buffer=16KiB", "limits.write-buffer-high=1MiB");
                RawClient client = RawClient.to(roost.address("echo"), 8_192)) {
            client.send(sent);
            // The last byte is read by the server before anything is read here.
            try (RawClient metrics = RawClient.to(roost.address("admin"))) {
                Awaitility.await().until(() -> bytesIn(metrics) == sent.length);
            }
            var exit = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                try {
                    return roost.terminate();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(client.readToEnd()).hasSize(sent.length);
            assertThat(exit.get()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void serve_whenSignalledTwice_thenItEndsAtOnceAndSaysSo(String second, int exitCode) throws Exception {
        try (RoostProcess roost = RoostProcess.serve(
                        "echo", "tcp.send-buffer=16KiB", "limits.write-buffer-high=1MiB", "drain.within=1h");
                RawClient stubborn = RawClient.to(roost.address("echo"), 4_096);
                RawClient metrics = RawClient.to(roost.address("admin"))) {
            stubborn.send(new byte[300_000]);
            Awaitility.await().until(() -> bytesIn(metrics) == 300_000);
            roost.signal("TERM");
            Awaitility.await().until(() -> roost.lines().stream().anyMatch(line -> line.contains("draining: 1 conn")));
            roost.signal(second);
            assertThat(roost.exitCode()).isEqualTo(exitCode);
            assertThat(roost.lines())
                    .last()
                    .isEqualTo("roost ended by a second signal, SIG" + second + ": 1 connections cut");
        }
    }

    @Test
    void serve_whenDrainIsPosted_thenExit0() throws Exception {
        try (RoostProcess roost = RoostProcess.serve("echo");
                RawClient admin = RawClient.to(roost.address("admin"))) {
            admin.send("POST /drain HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n");
            assertThat(roost.exitCode()).isZero();
            assertThat(new String(admin.readToEnd(), java.nio.charset.StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 202 ");
            assertThat(roost.lines()).anyMatch(line -> line.startsWith("roost stopped in"));
        }
    }

    @Test
    void serve_whenConfigIsWrong_thenAllProblemsAndExit2(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "transport: kqueue\nlimits:\n  idle: 5s\n");
        try (RoostProcess roost = RoostProcess.start(List.of(), "serve", "--config", file.toString())) {
            assertThat(roost.exitCode()).isEqualTo(2);
            assertThat(roost.lines())
                    .contains("roost: the configuration has 2 problems:")
                    .anyMatch(line -> line.contains("bad.yaml:1: transport: \"kqueue\""))
                    .anyMatch(line -> line.contains("bad.yaml:3: limits.idle: \"5s\""));
        }
    }

    @Test
    void serve_whenHungUp_thenTheConfigurationIsReadAgainAndItServesOn(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("roost.yaml");
        String listeners = "listeners: [{service: chat, bind: '127.0.0.1:0'}]\nadmin: {bind: 'off'}\n";
        Files.writeString(file, listeners);
        try (RoostProcess roost = RoostProcess.start(List.of(), "serve", "--config", file.toString())
                .awaitReady()) {
            try (IrcClient client = IrcClient.to(roost.address("chat")).register("a", "")) {
                Files.writeString(file, listeners + "chat: {nick-length: 7}\n");
                roost.signal("HUP");
                Awaitility.await().until(() -> roost.lines().stream()
                        .anyMatch(line -> line.endsWith("configuration read again: Changed: chat.nick-length")));
                client.send("NICK longerthan7");
                assertThat(client.sync()).anyMatch(line -> line.contains(" 432 "));
            }
            assertThat(roost.terminate()).isZero();
        }
    }

    @Test
    void serve_whenPortIsInUse_thenOneSentenceAndExit3() throws Exception {
        try (RoostProcess first = RoostProcess.serve("echo")) {
            String taken = "127.0.0.1:" + first.address("echo").getPort();
            try (RoostProcess second = RoostProcess.start(
                    List.of(), "serve", "--service", "echo", "--bind", taken, "--set", "admin.bind=off")) {
                assertThat(second.exitCode()).isEqualTo(3);
                assertThat(second.lines())
                        .hasSize(1)
                        .allMatch(line -> line.startsWith("roost: " + taken + " is in use"));
            }
        }
    }

    @Test
    void serve_whenNativeLibraryCannotLoad_thenCauseAndExit3ButAutoServes() throws Exception {
        List<String> noNatives = List.of("-Dio.netty.native.workdir=/proc/1", "-Djava.io.tmpdir=/proc/1");
        try (RoostProcess roost =
                RoostProcess.start(noNatives, "serve", "--bind", "127.0.0.1:0", "--set", "admin.bind=off")) {
            assertThat(roost.exitCode()).isEqualTo(3);
            assertThat(roost.lines()).anyMatch(line -> line.startsWith("roost: transport epoll is not available: "));
        }
        try (RoostProcess roost = RoostProcess.serve(List.of(), noNatives, "echo", "transport=auto")) {
            assertThat(roost.readyLine()).contains("transport=nio");
            assertThat(roost.lines()).anyMatch(line -> line.contains("WARN") && line.contains("nio"));
        }
    }

    @Test
    void serve_whenLoggingIsJson_thenEveryLineButReadyIsAnObject() throws Exception {
        try (RoostProcess roost = RoostProcess.serve("echo", "logging.format=json", "logging.level=debug")) {
            assertThat(roost.terminate()).isZero();
            assertThat(roost.lines())
                    .allMatch(line -> (line.startsWith("{") && line.endsWith("}")) || line.startsWith("roost "))
                    .anyMatch(line -> line.startsWith("{"));
        }
    }

    private static long bytesIn(RawClient admin) throws Exception {
        admin.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) admin.in().read());
        }
        String length = head.toString().toLowerCase(java.util.Locale.ROOT).split("content-length: ", -1)[1];
        String body = new String(
                admin.read(Integer.parseInt(length.substring(0, length.indexOf('\r')))),
                java.nio.charset.StandardCharsets.UTF_8);
        return (long) body.lines()
                .filter(line -> line.startsWith("roost_bytes_total{direction=\"in\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
