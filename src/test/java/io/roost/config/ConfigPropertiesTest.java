package io.roost.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterProperty;

final class ConfigPropertiesTest {
    private static final int FUZZ_TRIES = 400;

    private final Path directory;
    private final YamlFile yaml;

    ConfigPropertiesTest() throws IOException {
        this.directory = Files.createTempDirectory("roost-config");
        this.yaml = new YamlFile(directory);
    }

    @AfterProperty
    void deleteFiles() throws IOException {
        Files.deleteIfExists(yaml.path);
        Files.delete(directory);
    }

    @Property
    void duration_whenWrittenAndParsed_thenItself(@ForAll @LongRange(min = 1, max = 31_622_400_000L) long ms)
            throws BadValueException {
        DurationType type = new DurationType(Duration.ofMillis(1), Duration.ofDays(366), true);

        assertThat(type.parse(type.write(Duration.ofMillis(ms)))).isEqualTo(Duration.ofMillis(ms));
    }

    @Property
    void byteCount_whenWrittenAndParsed_thenItself(
            @ForAll @IntRange(min = 1, max = 1 << 20) int count, @ForAll @IntRange(max = 10) int shift)
            throws BadValueException {
        ByteCountType type = new ByteCountType(1, 1 << 30, true);

        assertThat(type.parse(type.write(count << shift))).isEqualTo(count << shift);
    }

    @Property
    void bind_whenParsedAndWritten_thenParsedAlike(@ForAll("binds") String text) {
        Bind bind = Bind.parse(text);

        if (bind != null) {
            assertThat(Bind.parse(bind.toString())).isEqualTo(bind);
        }
    }

    @Property(tries = FUZZ_TRIES)
    void type_whenGivenAnyText_thenParsesOrSaysWhatItExpected(@ForAll String text) {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            String path = key.path().replace("[]", "[0]");
            assertReported(new ConfigLoader().assignments(List.of(path + "=" + text)));
        }
    }

    @Property(tries = FUZZ_TRIES)
    void assignments_whenAnyText_thenOnlyReportedProblems(@ForAll String key, @ForAll String value) {
        assertReported(new ConfigLoader().assignments(List.of(key + "=" + value, key)));
    }

    @Property(tries = FUZZ_TRIES)
    void file_whenAnyBytes_thenOnlyReportedProblems(@ForAll byte[] bytes) {
        assertReported(new ConfigLoader().file(yaml.write(bytes).path));
    }

    @Property(tries = FUZZ_TRIES)
    void file_whenNearlyYaml_thenOnlyReportedProblems(@ForAll("almostYaml") String text) {
        assertReported(new ConfigLoader().file(yaml.write(text).path));
    }

    @Property(tries = FUZZ_TRIES)
    void file_whenAByteOfTheManualIsDamaged_thenOnlyReportedProblems(
            @ForAll @IntRange(max = 4_000) int position, @ForAll byte damage) {
        byte[] bytes = ConfigManual.yaml().getBytes(StandardCharsets.UTF_8);
        bytes[position] = damage;

        assertReported(new ConfigLoader().file(yaml.write(bytes).path));
    }

    @Provide
    Arbitrary<String> binds() {
        return Arbitraries.strings()
                .withChars("[]:*%.-_ao19#\"é")
                .ofMaxLength(10)
                .map(host -> host + ":80");
    }

    @Provide
    Arbitrary<String> almostYaml() {
        String[] pieces = {
            "limits",
            "listeners",
            "bind",
            "idle-timeout",
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "?",
            "&a ",
            "*a",
            "<<",
            "|",
            ">",
            "'",
            "\"",
            "\\",
            "#",
            "---",
            "...",
            "!!int ",
            "%YAML 1.1",
            "\t",
            "5s",
            "~",
            "0x1F",
            ".inf",
            "190:20:30",
            "2001-01-01",
            "\u0000",
            "\u0085",
            "\uFEFF",
            "\uD83D\uDC13"
        };
        return Arbitraries.of(pieces).list().ofMaxSize(40).map(list -> String.join("", list));
    }

    /** Whatever else is thrown fails the property. */
    private static void assertReported(ConfigLoader loader) {
        assertThat(YamlFile.problemsOf(loader)).allSatisfy(problem -> {
            assertThat(problem.origin()).isNotBlank();
            assertThat(problem.expected()).isNotBlank();
            assertThat(problem.toString().lines()).hasSize(1);
        });
    }
}
