package io.roost.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each target with random bytes, and with all inputs that are kept: conversations, and what a fuzzer found. */
final class FuzzTargetsTest {
    private static final Path INPUTS = Path.of("src/test/resources");

    static List<Path> inputs() throws IOException {
        return inputs("wire");
    }

    static List<Path> upgrades() throws IOException {
        return inputs("upgrade");
    }

    static List<Path> proxies() throws IOException {
        return inputs("proxy");
    }

    static List<Path> configs() throws IOException {
        return inputs("config");
    }

    private static List<Path> inputs(String folder) throws IOException {
        try (Stream<Path> files = Files.list(INPUTS.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void input_whenKept_thenHarmless(Path file) throws IOException {
        byte[] input = Files.readAllBytes(file);
        assertThat(input).isNotEmpty();

        LinesTarget.fuzzerTestOneInput(input);
        TagsTarget.fuzzerTestOneInput(input);
        SessionTarget.fuzzerTestOneInput(input);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lines_whenRandom_thenTheSameHoweverCut(@ForAll @Size(max = 20_000) byte[] input) {
        LinesTarget.fuzzerTestOneInput(input);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.txt", "create.json", "change.json", "populate.json"})
    void toxics_whenKept_thenHarmless(String file) throws IOException {
        ToxicsTarget.fuzzerTestOneInput(Files.readAllBytes(Path.of("src/test/resources/toxics", file)));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void toxics_whenRandom_thenToldWhatWasExpected(@ForAll @Size(max = 300) byte[] input) {
        ToxicsTarget.fuzzerTestOneInput(input);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void tags_whenRandom_thenTheyComeBack(@ForAll @Size(max = 500) byte[] input) {
        TagsTarget.fuzzerTestOneInput(input);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void session_whenRandom_thenItGoesOn(@ForAll @Size(max = 2_000) byte[] input) {
        SessionTarget.fuzzerTestOneInput(input);
    }

    @ParameterizedTest
    @MethodSource("upgrades")
    void upgrade_whenKept_thenHarmless(Path file) throws IOException {
        UpgradeTarget.fuzzerTestOneInput(Files.readAllBytes(file));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void upgrade_whenRandom_thenAnsweredInForm(@ForAll @Size(max = 500) byte[] input) {
        UpgradeTarget.fuzzerTestOneInput(input);
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void proxyHeader_whenKept_thenTheSameHoweverCut(Path file) throws IOException {
        ProxyTarget.fuzzerTestOneInput(Files.readAllBytes(file));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void proxyHeader_whenRandom_thenTheSameHoweverCut(@ForAll @Size(max = 300) byte[] input) {
        ProxyTarget.fuzzerTestOneInput(input);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void config_whenKept_thenItComesBack(Path file) throws IOException {
        ConfigTarget.fuzzerTestOneInput(Files.readAllBytes(file));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void config_whenRandom_thenOneOrProblems(@ForAll @Size(max = 300) byte[] input) {
        ConfigTarget.fuzzerTestOneInput(input);
    }
}
