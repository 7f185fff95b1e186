package io.roost.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlSettingsTest {
    private final YamlFile yaml;

    YamlSettingsTest(@TempDir Path directory) {
        this.yaml = new YamlFile(directory);
    }

    @Test
    void read_whenAKeyIsMistyped_thenSuggestsTheNearest() {
        assertThat(yaml.write("limits:", "  idel-timeout: 5s").problems())
                .containsExactly("roost.yaml:2: limits.idel-timeout: \"5s\" (expected: a key that exists;"
                        + " did you mean limits.idle-timeout?; roost config keys lists them)");
    }

    @Test
    void read_whenAKeyIsLikeNoOther_thenSuggestsNone() {
        assertThat(yaml.write("colour: red").problems())
                .containsExactly("roost.yaml:1: colour: \"red\""
                        + " (expected: a key that exists; roost config keys lists them)");
    }

    @Test
    void read_whenASectionHasAValue_thenSaysWhatBelongsInIt() {
        assertThat(yaml.write("limits: 5").problems())
                .containsExactly(
                        "roost.yaml:1: limits: \"5\" (expected: a section, such as limits.connections with a value)");
    }

    @Test
    void read_whenAKeyComesTwice_thenAProblemAtTheSecond() {
        assertThat(yaml.write("tcp:", "  backlog: 5", "", "  backlog: 6").problems())
                .containsExactly("roost.yaml:4: tcp.backlog: (expected: each key once)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment", "---", "{}", "limits: {}", "\uFEFFtransport: epoll"})
    void read_whenNothingIsSet_thenTheDefaults(String text) throws ConfigException {
        assertThat(yaml.write(text).load()).isEqualTo(new ConfigLoader().load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"- transport: epoll", "epoll", "42"})
    void read_whenTheTopIsNoMapping_thenAProblem(String text) {
        assertThat(yaml.write("# top", text).problems())
                .singleElement()
                .asString()
                .startsWith("roost.yaml:2: ")
                .endsWith("(expected: keys with values, such as transport: epoll)");
    }

    @Test
    void read_whenThereIsASecondDocument_thenNotSilentlyIgnored() {
        assertThat(yaml.write("transport: nio", "---", "transport: epoll").problems())
                .singleElement()
                .asString()
                .endsWith("(expected: one YAML document)");
    }

    @Test
    void read_whenAnAliasStandsForAValue_thenAProblemAtItsLine() {
        assertThat(yaml.write("limits:", "  idle-timeout: &off 90s", "  lifetime: *off")
                        .problems())
                .containsExactly("roost.yaml:3: limits.lifetime: \"*off\""
                        + " (expected: a value, no alias; quotes around one that begins with *)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: [", "limits: {idle-timeout: 5s", "a: 'b", "a: b: c", "  a: 1\n b: 2", "@", "%", "a: !x"})
    void read_whenTheSyntaxIsWrong_thenAProblemWithALine(String text) {
        assertThat(yaml.write(text).problems())
                .isNotEmpty()
                .allMatch(problem -> problem.matches("roost\\.yaml:\\d+: .*"));
    }

    @Test
    void read_whenIndentedWithATab_thenAProblemAtItsLine() {
        assertThat(yaml.write("transport: epoll", "limits:", "\tidle-timeout: 5s")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("roost.yaml:3: (expected: YAML: ")
                .contains("cannot start any token");
    }

    @Test
    void read_whenABytesAreNoUtf8_thenAProblemAtTheirLine() {
        byte[] bytes = "transport: epoll\n# caf?\n".getBytes(StandardCharsets.US_ASCII);
        bytes[new String(bytes, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xe9;

        assertThat(yaml.write(bytes).problems()).containsExactly("roost.yaml:2: \"byte 0xe9\" (expected: UTF-8 text)");
    }

    @Test
    void read_whenThereIsNoFile_thenAProblem() {
        assertThat(yaml.problems()).containsExactly("roost.yaml: (expected: a file that exists)");
    }

    @Test
    void read_whenTheFileIsADirectory_thenAProblem() throws IOException {
        Files.createDirectory(yaml.path);

        assertThat(yaml.problems()).containsExactly("roost.yaml: (expected: a file that can be read: Is a directory)");
    }

    @Test
    void read_whenTheFileIsTooLarge_thenAProblem() {
        byte[] comment = new byte[5 << 20];
        Arrays.fill(comment, (byte) '#');

        assertThat(yaml.write(comment).problems())
                .containsExactly("roost.yaml: (expected: a YAML file of at most 4194304 bytes)");
    }

    @Test
    void read_whenTheFileHasNoEnd_thenAProblem() {
        assertThat(YamlFile.problemsOf(new ConfigLoader().file(Path.of("/dev/zero"))))
                .extracting(ConfigProblem::expected)
                .containsExactly("a YAML file of at most 4194304 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "!x [", "&a ["})
    void read_whenNestedWithoutEnd_thenAProblemAndNoOverflow(String opening) {
        assertThat(yaml.write("a: " + opening.repeat(200_000)).problems())
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("roost.yaml:") && problem.length() < 1_000);
    }
}
