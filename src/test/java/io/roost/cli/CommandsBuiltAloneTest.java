package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandsBuiltAloneTest {
    @Test
    void subcommands_whenListed_thenEachByItsOwnName() {
        Map<String, CommandLine> all = new CommandLine(new RoostCommand()).getSubcommands();

        assertThat(all).containsKeys("serve", "doctor", "inspect", "health");
        all.forEach((name, line) -> assertThat(line.getCommandName()).isEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "health", "doctor", "inspect"})
    void run_whenTheArgumentIsUnknown_thenUsageAlsoForACommandThatIsBuiltAlone(String command) {
        assertThat(RoostCommand.run(command, "--no-such-option")).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "health"})
    void run_whenHelpIsAskedOfACommandThatIsBuiltAlone_thenZero(String command) {
        assertThat(RoostCommand.run(command, "--help")).isEqualTo(ExitCode.OK);
        assertThat(RoostCommand.run(command, "--version")).isEqualTo(ExitCode.OK);
    }
}
