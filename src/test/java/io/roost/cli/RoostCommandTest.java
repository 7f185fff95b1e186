package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoostCommandTest {
    private final Shell shell = new Shell();

    @Test
    void run_whenNoArguments_thenShowsTheCommands() {
        assertThat(shell.run()).isEqualTo(ExitCode.OK);

        assertThat(shell.out()).contains("Usage: roost", "  serve ", "  doctor ", "  inspect ", "  config ");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void run_whenVersion_thenOneLine() {
        assertThat(shell.run("--version")).isEqualTo(ExitCode.OK);

        assertThat(shell.out()).isEqualTo("roost development\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "doctor", "inspect", "config"})
    void run_whenHelpOfACommand_thenItsUsage(String command) {
        assertThat(shell.run(command, "--help")).isEqualTo(ExitCode.OK);

        assertThat(shell.out()).startsWith("Usage: roost " + command);
    }

    @Test
    void run_whenConfigAlone_thenItsCommands() {
        assertThat(shell.run("config")).isEqualTo(ExitCode.OK);

        assertThat(shell.out()).contains("  check ", "  show ", "  keys ");
    }

    @ParameterizedTest
    @CsvSource({"sreve, 'sreve'", "--verbose, '--verbose'", "config kyes, 'kyes'"})
    void run_whenAWordIsUnknown_thenUsageNamesIt(String line, String word) {
        assertThat(shell.run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);

        assertThat(shell.err()).contains(word);
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void serve_whenTheConfigurationIsWrong_thenUsageBeforeAnythingStarts() {
        assertThat(shell.run("serve", "--service", "fax", "--bind", "nowhere", "--set", "transport=pigeon"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(shell.err())
                .startsWith("roost: the configuration has 3 problems:")
                .contains("--service: listeners[0].service: \"fax\"", "--bind: listeners[0].bind: \"nowhere\"");
    }
}
