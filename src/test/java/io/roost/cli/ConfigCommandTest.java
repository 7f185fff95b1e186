package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.config.ConfigManual;
import io.roost.config.RoostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigCommandTest {
    private final Shell shell = new Shell();
    private final Path file;

    ConfigCommandTest(@TempDir Path directory) {
        this.file = directory.resolve("my roost.yaml");
    }

    @Test
    void check_whenNothingIsSet_thenRight() {
        assertThat(shell.run("config", "check")).isEqualTo(ExitCode.OK);

        assertThat(shell.out()).isEqualTo("The configuration is right: 3 listeners, transport epoll.\n");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void check_whenAFileIsRight_thenCountsItsListeners() throws IOException {
        Files.writeString(file, "transport: epoll-level\nlisteners:\n  - bind: '*:1'\n  - bind: '*:2'\n");

        assertThat(shell.run("config", "check", "-c", file.toString())).isEqualTo(ExitCode.OK);

        assertThat(shell.out()).isEqualTo("The configuration is right: 2 listeners, transport epoll-level.\n");
    }

    @Test
    void check_whenOneThingIsWrong_thenUsageAndTheProblem() {
        assertThat(shell.run("config", "check", "--set", "tcp.backlog=0")).isEqualTo(ExitCode.USAGE);

        assertThat(shell.err().lines())
                .containsExactly(
                        "roost: the configuration has a problem:",
                        "  --set: tcp.backlog: \"0\" (expected: a whole number from 1 to 65535)");
        assertThat(shell.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "show"})
    void command_whenMuchIsWrong_thenUsageAndAllOfIt(String command) throws IOException {
        Files.writeString(file, "transport: pigeon\nlimits:\n  idle: 5s\n");

        assertThat(shell.run("config", command, "--config", file.toString(), "--set", "drain.within=0s"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(shell.err().lines()).hasSize(4).first().isEqualTo("roost: the configuration has 3 problems:");
        assertThat(shell.err())
                .contains(file + ":1: transport: \"pigeon\"", file + ":3: limits.idle: \"5s\"", "--set: drain.within");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void show_whenOverridden_thenTheValueThatHolds() {
        assertThat(shell.run("config", "show", "--set", "limits.idle-timeout=3600s"))
                .isEqualTo(ExitCode.OK);

        assertThat(shell.out()).contains("limits:\n  connections: auto\n", "    idle-timeout: 1h\n");
    }

    @Test
    void show_whenItsOutputIsLoaded_thenTheSameConfiguration() throws IOException, ConfigException {
        List<String> assignments = List.of(
                "transport=epoll-level",
                "event-loops.acceptors=2",
                "event-loops.workers=3",
                "event-loops.max-events=4",
                "listeners[0].service=discard",
                "listeners[0].bind=*:0",
                "listeners[0].idle-timeout=1500ms",
                "listeners[1].bind=[fe80::1%eth0]:7008",
                "listeners[1].lifetime=366d",
                "listeners[2].bind=[::]:7009",
                "listeners[3].bind=host-1.example:7",
                "admin.bind=[::1]:0",
                "limits.connections=5",
                "limits.idle-timeout=90s",
                "limits.lifetime=2h",
                "limits.write-buffer-low=1",
                "limits.write-buffer-high=1025",
                "tcp.backlog=6",
                "tcp.no-delay=false",
                "tcp.keep-alive=false",
                "tcp.user-timeout=1ms",
                "tcp.linger=0",
                "tcp.receive-buffer=2304",
                "tcp.send-buffer=1GiB",
                "tcp.read-chunk=1MiB",
                "drain.within=1d",
                "logging.format=json",
                "logging.level=trace");
        RoostConfig config = new ConfigLoader().assignments(assignments).load();

        shell.run(assignments.stream()
                .collect(
                        () -> new java.util.ArrayList<>(List.of("config", "show")),
                        (line, assignment) -> line.addAll(List.of("--set", assignment)),
                        List::addAll));
        Files.writeString(file, shell.out());

        assertThat(new ConfigLoader().file(file).load()).isEqualTo(config);
    }

    @Test
    void show_whenThereAreSecrets_thenStars() throws IOException {
        Path token = Files.writeString(file.resolveSibling("token"), "0123456789abcdef-of-a-file\n");

        shell.run(
                "config",
                "show",
                "--set",
                "admin.token=file:" + token,
                "--set",
                "chat.password=open-sesame",
                "--set",
                "chat.operators=root:$2a$04$BGNsm2dsny4lCu7IcRG57OpiShLAAKlCgMXZDDliJ85Sy1B7DdHtW");

        assertThat(shell.out())
                .contains("  token: '***'\n", "  password: '***'\n", "  operators: '***'\n")
                .doesNotContain("0123456789abcdef", "open-sesame", "BGNsm2dsny4lCu7");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void check_whenASecretIsWrong_thenNotRepeated() {
        assertThat(shell.run(
                        "config",
                        "check",
                        "--set",
                        "admin.token=too-short",
                        "--set",
                        "chat.password=open sesame",
                        "--set",
                        "chat.operators=root:secret-in-plain",
                        "--set",
                        "chat.pasword=open-sesame"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(shell.err())
                .contains("admin.token: \"***\"", "chat.password: \"***\"", "chat.operators: \"***\"", "did you mean")
                .doesNotContain("too-short", "sesame", "secret-in-plain");
    }

    @Test
    void show_whenTheAdminPortIsOff_thenItsOutputSaysSo() throws IOException, ConfigException {
        shell.run("config", "show", "--set", "admin.bind=off");
        Files.writeString(file, shell.out());

        assertThat(new ConfigLoader().file(file).load().admin().bind().isOff()).isTrue();
    }

    @Test
    void keys_whenNoFormat_thenText() {
        assertThat(shell.run("config", "keys")).isEqualTo(ExitCode.OK);

        assertThat(shell.out())
                .isEqualTo(ConfigManual.text())
                .contains("limits.idle-timeout = off\n", "    or ROOST_LIMITS_IDLE_TIMEOUT\n");
    }

    @Test
    void keys_whenAFormat_thenThat() {
        assertThat(shell.run("config", "keys", "--format", "yaml")).isEqualTo(ExitCode.OK);
        assertThat(shell.out()).isEqualTo(ConfigManual.yaml());

        Shell other = new Shell();
        assertThat(other.run("config", "keys", "--format", "MARKDOWN")).isEqualTo(ExitCode.OK);
        assertThat(other.out()).isEqualTo(ConfigManual.markdown());
    }

    @Test
    void keys_whenTheFormatIsUnknown_thenUsage() {
        assertThat(shell.run("config", "keys", "--format", "xml")).isEqualTo(ExitCode.USAGE);

        assertThat(shell.err()).contains("--format", "xml");
    }
}
