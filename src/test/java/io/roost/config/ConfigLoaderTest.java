package io.roost.config;

import static io.roost.config.YamlFile.problemsOfAssignments;
import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.RoostConfig.Over;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
    private final YamlFile yaml;

    ConfigLoaderTest(@TempDir Path directory) {
        this.yaml = new YamlFile(directory);
    }

    @Test
    void load_whenNothingIsSet_thenEchoAndChatOnTheLoopback() throws ConfigException {
        RoostConfig config = new ConfigLoader().load();

        assertThat(config.transport()).isEqualTo(TransportName.EPOLL);
        assertThat(config.listeners())
                .containsExactly(
                        new RoostConfig.Listener(
                                Service.ECHO, new Bind("127.0.0.1", 7007), Over.TCP, Duration.ZERO, Duration.ZERO),
                        new RoostConfig.Listener(
                                Service.CHAT, new Bind("127.0.0.1", 6667), Over.TCP, Duration.ZERO, Duration.ZERO),
                        new RoostConfig.Listener(
                                Service.CHAT,
                                new Bind("127.0.0.1", 8080),
                                Over.WEBSOCKET,
                                Duration.ZERO,
                                Duration.ZERO));
        assertThat(config.admin().bind()).isEqualTo(new Bind("127.0.0.1", 9090));
        assertThat(config.limits())
                .isEqualTo(new RoostConfig.Limits(
                        0, 0, 0, Rate.ANY, config.limits().exempt(), Duration.ofSeconds(20), 32_768, 65_536));
    }

    @Test
    void load_whenAllSourcesSetAKey_thenFileYieldsToEnvironmentYieldsToCommandLine() throws ConfigException {
        yaml.write("drain:", "  within: 1s", "tcp:", "  backlog: 1", "event-loops:", "  workers: 1");
        Map<String, String> environment = Map.of("ROOST_DRAIN_WITHIN", "2s", "ROOST_TCP_BACKLOG", "2");

        RoostConfig config = new ConfigLoader()
                .file(yaml.path)
                .environment(environment)
                .assignments(List.of("drain.within=3s"))
                .load();

        assertThat(config.drain().within()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.tcp().backlog()).isEqualTo(2);
        assertThat(config.eventLoops().workers()).isEqualTo(1);
    }

    @Test
    void load_whenAValueIsWrongButOverridden_thenTheOverrideHolds() throws ConfigException {
        yaml.write("transport: pigeon");

        assertThat(new ConfigLoader()
                        .file(yaml.path)
                        .assignments(List.of("transport=nio"))
                        .load()
                        .transport())
                .isEqualTo(TransportName.NIO);
    }

    @Test
    void load_whenEverySourceIsWrong_thenAllAtOnceInTheirOrder() {
        yaml.write("transprot: epoll", "tcp:", "  backlog: many", "  no-delay: maybe");
        List<ConfigProblem> problems = YamlFile.problemsOf(new ConfigLoader()
                .file(yaml.path)
                .environment(Map.of("ROOST_LIMITS_CONECTIONS", "5", "ROOST_DRAIN_WITHIN", "soon"))
                .assignments(List.of("nonsense", "logging.level=loud")));

        assertThat(problems)
                .extracting(ConfigProblem::key, ConfigProblem::value)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("", "5"),
                        org.assertj.core.groups.Tuple.tuple("", "nonsense"),
                        org.assertj.core.groups.Tuple.tuple("transprot", "epoll"),
                        org.assertj.core.groups.Tuple.tuple("tcp.backlog", "many"),
                        org.assertj.core.groups.Tuple.tuple("tcp.no-delay", "maybe"),
                        org.assertj.core.groups.Tuple.tuple("drain.within", "soon"),
                        org.assertj.core.groups.Tuple.tuple("logging.level", "loud"));
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.origin()).matches(".*roost\\.yaml:\\d+|ROOST_.*|--set");
            assertThat(problem.expected()).isNotBlank();
        });
    }

    @Test
    void load_whenLowIsAboveHigh_thenSaysBoth() {
        assertThat(problemsOfAssignments("limits.write-buffer-low=2MiB", "limits.write-buffer-high=1MiB"))
                .containsExactly("--set: limits.write-buffer-high: \"1MiB\""
                        + " (expected: not less than limits.write-buffer-low, which is 2MiB)");
        assertThat(problemsOfAssignments("limits.write-buffer-low=2MiB"))
                .containsExactly("default: limits.write-buffer-high: \"64KiB\""
                        + " (expected: not less than limits.write-buffer-low, which is 2MiB)");
    }

    @Test
    void load_whenLowEqualsHigh_thenTaken() throws ConfigException {
        RoostConfig.Limits limits = YamlFile.loadAssignments(
                        "limits.write-buffer-low=1MiB", "limits.write-buffer-high=1MiB")
                .limits();

        assertThat(limits.writeBufferLow()).isEqualTo(limits.writeBufferHigh()).isEqualTo(1 << 20);
    }

    @Test
    void assignments_whenAKeyIsSetTwice_thenTheLastHolds() throws ConfigException {
        assertThat(YamlFile.loadAssignments("tcp.backlog=1", "tcp.backlog = 2 ")
                        .tcp()
                        .backlog())
                .isEqualTo(2);
    }

    @Test
    void assignments_whenNoKeyAndValue_thenEachReported() {
        String expected = " (expected: key=value, such as limits.idle-timeout=90s)";

        assertThat(problemsOfAssignments("transport", "=epoll", ""))
                .containsExactly(
                        "--set: \"transport\"" + expected, "--set: \"=epoll\"" + expected, "--set:" + expected);
    }

    @Test
    void onlyListener_whenGiven_thenReplacesAllListenersWhateverTheirProblems() throws ConfigException {
        yaml.write("listeners:", "  - bind: nowhere", "  - service: fax");

        assertThat(new ConfigLoader()
                        .file(yaml.path)
                        .onlyListener("discard", null, "*:0")
                        .load()
                        .listeners())
                .containsExactly(new RoostConfig.Listener(
                        Service.DISCARD, new Bind("*", 0), Over.TCP, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void onlyListener_whenWrong_thenNamesTheOptions() {
        assertThat(YamlFile.problemsOf(new ConfigLoader().onlyListener("fax", "pigeon", "nowhere")))
                .extracting(ConfigProblem::origin)
                .containsExactlyInAnyOrder("--service", "--over", "--bind");
    }
}
