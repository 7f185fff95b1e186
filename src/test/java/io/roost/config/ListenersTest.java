package io.roost.config;

import static io.roost.config.YamlFile.loadAssignments;
import static io.roost.config.YamlFile.problemsOfAssignments;
import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.RoostConfig.Over;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenersTest {
    private final YamlFile yaml;

    ListenersTest(@TempDir Path directory) {
        this.yaml = new YamlFile(directory);
    }

    @Test
    void load_whenSeveral_thenInTheirOrderWithTheirOwnTimes() throws ConfigException {
        yaml.write(
                "limits:",
                "  idle-timeout: 90s",
                "listeners:",
                "  - service: chargen",
                "    bind: \"*:0\"",
                "    idle-timeout: off",
                "  - bind: \"[::1]:7008\"",
                "    lifetime: 1d");

        assertThat(yaml.load().listeners())
                .containsExactly(
                        new RoostConfig.Listener(
                                Service.CHARGEN, new Bind("*", 0), Over.TCP, Duration.ZERO, Duration.ZERO),
                        new RoostConfig.Listener(
                                Service.ECHO,
                                new Bind("::1", 7008),
                                Over.TCP,
                                Duration.ofSeconds(90),
                                Duration.ofDays(1)));
    }

    @Test
    void load_whenTheListIsEmpty_thenAProblem() {
        assertThat(yaml.write("listeners: []").problems())
                .containsExactly("roost.yaml:1: listeners: \"[]\" (expected: at least one listener)");
    }

    @Test
    void load_whenTheirNumbersHaveAGap_thenAProblem() {
        assertThat(problemsOfAssignments("listeners[0].bind=*:1", "listeners[2].bind=*:2"))
                .containsExactly("listeners: listeners[2]: (expected: listeners numbered from 0 without a gap)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listeners[00].bind", "listeners[100000].bind", "listeners[99999999999].bind"})
    void load_whenANumberCannotBeOne_thenNotSilentlyIgnored(String key) {
        assertThat(problemsOfAssignments(key + "=*:1"))
                .singleElement()
                .asString()
                .startsWith("--set: " + key + ": \"*:1\" (expected: ");
    }

    @Test
    void load_whenTwoHaveOneAddress_thenTheSecondIsAProblem() {
        assertThat(problemsOfAssignments("listeners[0].bind=*:7", "listeners[1].bind=*:7"))
                .containsExactly("listeners: listeners[1].bind: \"*:7\""
                        + " (expected: an address that listeners[0] does not have)");
    }

    @Test
    void load_whenTwoAskForAFreePort_thenNoProblem() throws ConfigException {
        assertThat(loadAssignments("listeners[0].bind=*:0", "listeners[1].bind=*:0")
                        .listeners())
                .hasSize(2);
    }

    @Test
    void load_whenTwoBindsAreWrong_thenOnlyThat() {
        assertThat(problemsOfAssignments("listeners[0].bind=x", "listeners[1].bind=x"))
                .hasSize(2)
                .allMatch(problem -> problem.contains("\"x\" (expected: an address and a port"));
    }

    @Test
    void load_whenTheEnvironmentNamesOne_thenItsKeyIsOverridden() throws ConfigException {
        yaml.write("listeners:", "  - bind: \"*:1\"", "  - bind: \"*:2\"");

        assertThat(new ConfigLoader()
                        .file(yaml.path)
                        .environment(java.util.Map.of(
                                "ROOST_LISTENERS_1_BIND", "*:3", "ROOST_LISTENERS_0_IDLE_TIMEOUT", "1h"))
                        .load()
                        .listeners())
                .extracting(listener -> listener.bind() + " " + listener.idleTimeout())
                .containsExactly("*:1 PT1H", "*:3 PT0S");
    }

    @Test
    void load_whenAListStandsForAValue_thenAProblem() {
        assertThat(yaml.write("transport:", "  - epoll").problems())
                .singleElement()
                .asString()
                .startsWith("roost.yaml:2: transport[0]: \"epoll\" (expected: a key that exists");
    }
}
