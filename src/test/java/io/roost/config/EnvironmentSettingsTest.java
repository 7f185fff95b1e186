package io.roost.config;

import static io.roost.config.YamlFile.loadEnvironment;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentSettingsTest {
    @Test
    void load_whenEveryKeyHasItsVariable_thenEachIsTaken() {
        Map<String, String> environment = ConfigKeys.ALL.stream()
                .collect(Collectors.toMap(key -> key.environmentName().replace("_N_", "_0_"), key -> "two\nlines"));

        assertThat(YamlFile.problemsOf(new ConfigLoader().environment(environment)))
                .extracting(ConfigProblem::origin)
                .containsExactlyInAnyOrderElementsOf(environment.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROOST_PORT",
                "ROOST_PORT_7007_TCP",
                "ROOST_PORT_7007_TCP_ADDR",
                "ROOST_SERVICE_HOST",
                "ROOST_SERVICE_PORT",
                "ROOST_SERVICE_PORT_METRICS",
                "ROOST_ADMIN_SERVICE_HOST",
                "ROOST_ADMIN_PORT_9090_TCP_PROTO",
                "ROOST_HOME",
                "ROOSTER",
                "LIMITS_IDLE_TIMEOUT"
            })
    void load_whenAVariableIsSomebodyElses_thenIgnored(String name) throws ConfigException {
        assertThat(loadEnvironment(Map.of(name, "tcp://10.0.0.1:7007"))).isEqualTo(new ConfigLoader().load());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROOST_LIMITS_IDLE",
                "ROOST_LIMITS",
                "ROOST_TRANSPORT_NAME",
                "ROOST_LISTENERS_0",
                "ROOST_LISTENERS_BIND"
            })
    void load_whenAVariableIsMistyped_thenAProblem(String name) {
        assertThat(YamlFile.problemsOf(new ConfigLoader().environment(Map.of(name, "5"))))
                .containsExactly(new ConfigProblem(
                        name, "", "5", "the variable of a key that exists; roost config keys lists them"));
    }

    @Test
    void load_whenAVariableIsEmpty_thenAProblem() {
        assertThat(YamlFile.problemsOf(new ConfigLoader().environment(Map.of("ROOST_TCP_BACKLOG", ""))))
                .extracting(ConfigProblem::toString)
                .containsExactly("ROOST_TCP_BACKLOG: tcp.backlog: (expected: a whole number from 1 to 65535)");
    }

    @Test
    void environmentName_whenTwoKeys_thenTwoNames() {
        List<String> names =
                ConfigKeys.ALL.stream().map(ConfigKey::environmentName).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("ROOST_[A-Z_]+"));
    }
}
