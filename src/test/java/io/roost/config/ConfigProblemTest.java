package io.roost.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigProblemTest {
    private static final String UNPRINTABLE = "(?s).*[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}].*";

    private final YamlFile yaml;

    ConfigProblemTest(@TempDir Path directory) {
        this.yaml = new YamlFile(directory);
    }

    @Test
    void toString_whenAllIsKnown_thenOriginKeyValueExpected() {
        assertThat(new ConfigProblem("roost.yaml:3", "tcp.backlog", "many", "a whole number"))
                .hasToString("roost.yaml:3: tcp.backlog: \"many\" (expected: a whole number)");
    }

    @Test
    void toString_whenAValueOrKeyIsVeryLong_thenAbbreviated() {
        assertThat(new ConfigProblem("--set", "k".repeat(9_999), "v".repeat(9_999), "less"))
                .hasToString("--set: " + "k".repeat(80) + "…: \"" + "v".repeat(80) + "…\" (expected: less)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31m", "\u009b31m", "\u202e", "\u2028", "\u0000", "\r\n", "\ud800", "\u200b"})
    void toString_whenAnythingControlsTheTerminal_thenItIsReplaced(String control) {
        assertThat(new ConfigProblem("a" + control, "b" + control, "c" + control, "d" + control).toString())
                .startsWith("a?")
                .contains(": b?", "\"c?", "expected: d?")
                .doesNotMatch(UNPRINTABLE);
    }

    @Test
    void toString_whenAnEscapeIsInTheFile_thenItIsReplaced() {
        assertThat(yaml.write("\"\\e[31mkey\": \"\\e]0;title\\a\"").problems())
                .singleElement()
                .asString()
                .contains("?[31mkey: \"?]0;title?\"")
                .doesNotMatch(UNPRINTABLE);
    }

    @Test
    void toString_whenRealScriptsAreUsed_thenTheyAreShown() {
        assertThat(new ConfigProblem("ü", "日本", "🐓", "é")).hasToString("ü: 日本: \"🐓\" (expected: é)");
    }

    @Test
    @Timeout(20)
    void load_whenAKeyIsAMegabyteLong_thenReportedInReasonableTime() {
        assertThat(YamlFile.problemsOfAssignments("x".repeat(1 << 20) + "=" + Duration.ZERO))
                .singleElement()
                .asString()
                .hasSizeLessThan(300);
    }
}
