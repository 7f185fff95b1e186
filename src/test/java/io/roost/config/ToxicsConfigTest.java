package io.roost.config;

import static io.roost.config.YamlFile.loadAssignments;
import static io.roost.config.YamlFile.problemsOf;
import static io.roost.config.YamlFile.problemsOfAssignments;
import static org.assertj.core.api.Assertions.assertThat;

import io.roost.toxic.NamedToxic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToxicsConfigTest {
    private final YamlFile yaml;

    ToxicsConfigTest(@TempDir Path directory) {
        this.yaml = new YamlFile(directory);
    }

    @Test
    void toxics_whenWrittenAsAList_thenInItsOrder() throws ConfigException {
        yaml.write(
                "listeners:",
                "  - service: echo",
                "    toxics:",
                "      - latency:latency=50,jitter=10@0.2",
                "      - never_read");

        assertThat(texts(yaml.load(), 0)).containsExactly("latency:latency=50,jitter=10@0.2", "never_read");
    }

    @Test
    void toxics_whenALaterSourceHasOthers_thenThoseAlone() throws ConfigException {
        yaml.write(
                "listeners:", "  - toxics: [never_read, 'timeout:timeout=5']", "  - bind: '*:0'", "    toxics: none");

        RoostConfig config = new ConfigLoader()
                .file(yaml.path)
                .environment(Map.of("ROOST_LISTENERS_0_TOXICS", "slow_close:delay=1 limit_data:bytes=2"))
                .load();

        assertThat(texts(config, 0)).containsExactly("slow_close:delay=1", "limit_data:bytes=2");
        assertThat(texts(config, 1)).isEmpty();
    }

    @Test
    void toxics_whenSomeAreWrong_thenEachIsToldWithItsLine() {
        assertThat(yaml.write(
                                "listeners:",
                                "  - toxics:",
                                "      - latency:latency=fast",
                                "      - timeout:timeout=1",
                                "      - timeout:timeout=2")
                        .problems())
                .containsExactly(
                        "roost.yaml:3: listeners[0].toxics[0]: \"latency:latency=fast\""
                                + " (expected: latency of 0 to 31622400000 milliseconds)",
                        "roost.yaml:5: listeners[0].toxics[2]: \"timeout:timeout=2\" (expected: a toxic with a name of"
                                + " its own, by name=, since there is a timeout_downstream)");
    }

    @Test
    void options_whenWithoutAListener_thenForThoseThatAreTargets() throws ConfigException {
        RoostConfig config = new ConfigLoader()
                .assignments(List.of(
                        "listeners[0].service=echo",
                        "listeners[1].service=chat",
                        "listeners[2].service=echo",
                        "listeners[2].bind=*:0"))
                .toxics(List.of("never_read", "echo-2/slow_close:delay=7", "chat/latency:latency=9"))
                .load();

        assertThat(texts(config, 0)).containsExactly("never_read");
        assertThat(texts(config, 1)).containsExactly("latency:latency=9");
        assertThat(texts(config, 2)).containsExactly("never_read", "slow_close:delay=7");
    }

    @Test
    void options_whenWrong_thenWhatWasExpected() {
        assertThat(
                        problemsOf(new ConfigLoader().toxics(List.of("lag", "nobody/never_read", "timeout", "timeout")))
                                .stream()
                                .map(ConfigProblem::toString))
                .containsExactly(
                        "--toxic: \"lag\" (expected: a type of toxic: one of latency, bandwidth, slow_close, timeout,"
                                + " reset_peer, slicer, limit_data, close_after, never_read, connect_delay,"
                                + " connect_refusal)",
                        "--toxic: \"nobody/never_read\" (expected: LISTENER/TOXIC of a listener: echo, chat, web)",
                        "--toxic: \"timeout\" (expected: a toxic with a name of its own, by name=, since there is a"
                                + " timeout_downstream)");
    }

    @Test
    void greeting_whenTheServiceIsNoEcho_thenAProblem() {
        assertThat(problemsOfAssignments(
                        "listeners[0].service=discard", "listeners[0].banner=hi", "listeners[0].identify=true"))
                .containsExactly(
                        "listeners: listeners[0].banner: \"hi\" (expected: off, since only echo has one)",
                        "listeners: listeners[0].identify: \"true\" (expected: false, since only echo does)");
    }

    @Test
    void banner_whenItHasEscapes_thenTheyAreWhatTheyStandFor() throws ConfigException {
        assertThat(loadAssignments("listeners[0].banner=220 a\\tb\\r\\n")
                        .listeners()
                        .get(0)
                        .behaviour()
                        .bannerText())
                .isEqualTo("220 a\tb\r\n");
    }

    @Test
    void config_whenWrittenAndRead_thenTheSame() throws ConfigException {
        RoostConfig config = loadAssignments(
                "listeners[0].toxics=latency:latency=5@0.3 never_read", "listeners[0].identify=true", "fault.seed=9");

        assertThat(yaml.write(ConfigWriter.yaml(config)).load()).isEqualTo(config);
    }

    private static List<String> texts(RoostConfig config, int listener) {
        return config.listeners().get(listener).behaviour().toxics().stream()
                .map(NamedToxic::toString)
                .toList();
    }
}
