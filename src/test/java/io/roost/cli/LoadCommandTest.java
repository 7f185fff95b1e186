package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a typing error costs: one sentence, before anything is dialled. */
class LoadCommandTest {
    private final Shell shell = new Shell();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load hold|Missing required parameter",
                "load hold 127.0.0.1|expected: HOST:PORT",
                "load hold 127.0.0.1:0|expected: a port from 1 to 65535",
                "load hold 127.0.0.1:70000|expected: a port from 1 to 65535",
                "load hold no-such-host.invalid:7|no address is known",
                "load hold 127.0.0.1:7 -c 0|expected: 1 to",
                "load hold 127.0.0.1:7 -c many|such as 1000000, 500k or 1m",
                "load hold 127.0.0.1:7 -d forever|expected: a time such as",
                "load hold 127.0.0.1:7 -d 0|expected: more than no time",
                "load hold 127.0.0.1:7 -t 0|expected: 1 to 64 threads",
                "load hold 127.0.0.1:7 --connect-rate -5|expected: a rate per second",
                "load hold 127.0.0.1:7 --connect-rate 1e99|expected: a rate per second",
                "load hold 127.0.0.1:7 --source-ip 127.0.0.0/4|expected: addresses of this host",
                "load hold 127.0.0.1:7 --source-ip 127.0.0.9-127.0.0.1|expected: addresses of this host",
                "load hold 127.0.0.1:7 --heartbeat soon|expected: a time such as",
                "load hold 127.0.0.1:7 --close politely|expected one of",
                "load echo 127.0.0.1:7 -s 64:50,|expected: 1 to 16m bytes",
                "load echo 127.0.0.1:7 -s 17m|expected: 1 to 16m bytes",
                "load echo 127.0.0.1:7 -P 0|expected: 1 to 1024 messages",
                "load echo 127.0.0.1:7 -r fast|expected: a rate per second",
                "load echo 127.0.0.1:7 --fail-if p99>50|expected: a time in us, ms or s",
                "load echo 127.0.0.1:7 --fail-if p99|p99",
                "load echo 127.0.0.1:7 --fail-if latency>5ms|no metric is named",
                "load hold 127.0.0.1:7 --heartbeat off --fail-if p99>5ms|can't be judged",
                "load echo 127.0.0.1:7 --json /no/such/folder/x.json|no such directory"
            })
    void load_whenArgumentsAreWrong_thenOneSentenceAndExitTwo(String line, String expected) {
        assertThat(shell.run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(shell.err()).contains(expected).doesNotContain("\tat ");
    }

    @Test
    void load_whenNothingListens_thenExitThree() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(shell.run("load", "hold", "127.0.0.1:" + port, "-c", "3")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(shell.err()).contains("127.0.0.1:" + port + " cannot be reached: Connection refused");
    }

    @Test
    void load_whenMoreThanThisHostAllows_thenExitFourAndTheFix() {
        assertThat(shell.run("load", "hold", "127.0.0.1:7", "-c", "20m")).isEqualTo(ExitCode.LIMIT);
        assertThat(shell.err()).contains("FAIL", "open files", "Fix:", "--no-preflight");
    }

    @Test
    void load_whenTheServerIsGood_thenTableFilesAndExitZero(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("run.json");
        Path csv = folder.resolve("run.csv");
        Path hgrm = folder.resolve("run.hgrm");
        Path html = folder.resolve("run.html");
        try (TestServer server = TestServer.of("echo")) {
            int code = shell.run(
                    "load",
                    "echo",
                    "127.0.0.1:" + server.address().getPort(),
                    "-c",
                    "20",
                    "-r",
                    "500",
                    "-d",
                    "1500ms",
                    "--warmup",
                    "off",
                    "--no-default-thresholds",
                    "--fail-if",
                    "lost>0",
                    "--json",
                    json.toString(),
                    "--csv",
                    csv.toString(),
                    "--hgrm",
                    hgrm.toString(),
                    "--html",
                    html.toString());
            assertThat(code).isEqualTo(ExitCode.OK);
        }
        assertThat(shell.out()).contains("RESULT  PASS", "connections  opened 20", "echo, from schedule", "saved");
        assertThat(shell.err()).contains("[open loop: no coordinated omission]", "t=1s phase=echo open=20 target=20");
        Shell compare = new Shell();
        assertThat(compare.run("compare", json.toString(), json.toString(), "--fail-if", "p99>+10%"))
                .isEqualTo(ExitCode.OK);
        assertThat(compare.out()).contains("RESULT  PASS", "p99");
        assertThat(Files.readString(json)).contains("\"format\" : \"roost-load/1\"", "\"fromSchedule\"");
        assertThat(Files.readString(csv).lines().count()).isGreaterThanOrEqualTo(2);
        assertThat(Files.readString(hgrm)).contains("TotalCount");
        assertThat(Files.readString(html)).contains("<svg").doesNotContain("http://", "https://");
    }

    @Test
    void compare_whenAFileIsNoRun_thenSaysWhichAndExitTwo(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"format\": \"roost-load/99\"}");
        assertThat(shell.run("compare", other.toString(), other.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(shell.err()).contains("other.json", "roost-load/99", "roost-load/1");
    }

    @Test
    void load_whenSourcesAreNamed_thenItComesFromThem() {
        try (TestServer server = TestServer.of("echo")) {
            String target = "127.0.0.1:" + server.address().getPort();
            String[] hold = {
                "load",
                "hold",
                target,
                "-c",
                "6",
                "-d",
                "200ms",
                "--source-ip",
                "127.0.0.2-127.0.0.3,127.0.0.4",
                "--source-ip",
                "127.0.0.8/30",
                "--heartbeat",
                "off"
            };
            assertThat(shell.run(hold)).isEqualTo(ExitCode.OK);
        }
        assertThat(shell.out()).contains("opened 6");
    }

    @Test
    void load_whenAThresholdIsCrossed_thenExitNinetyNine() {
        try (TestServer server = TestServer.of("echo")) {
            String target = "127.0.0.1:" + server.address().getPort();
            assertThat(shell.run("load", "hold", target, "-c", "5", "-d", "200ms", "--fail-if", "connections<6"))
                    .isEqualTo(ExitCode.THRESHOLD);
        }
        assertThat(shell.out()).contains("RESULT  FAIL", "connections >= 6");
    }

    @Test
    void load_whenAConditionToAbortHolds_thenExitFive() {
        try (TestServer server = TestServer.of("echo")) {
            String target = "127.0.0.1:" + server.address().getPort();
            assertThat(shell.run("load", "echo", target, "-c", "2", "-d", "60s", "--abort-if", "max>1us"))
                    .isEqualTo(ExitCode.ABORTED);
        }
        assertThat(shell.out()).contains("ABORTED");
    }
}
