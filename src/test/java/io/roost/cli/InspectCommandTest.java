package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class InspectCommandTest {
    private static final String SELF = Long.toString(ProcessHandle.current().pid());

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void call_whenProcessHasAnInstance_thenShowsIt() throws IOException {
        try (Selector selector = Selector.open()) {
            assertThat(selector.isOpen()).isTrue();

            assertThat(run(SELF)).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).startsWith("connections ").contains("\nepoll ", " epoll instance");
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    void call_whenJson_thenOneObject() throws IOException {
        assertThat(run("--json", SELF)).isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out.toString()).path("pid").asText())
                .isEqualTo(SELF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "12x", "", "99999999999999999999"})
    void call_whenNotAProcessNumber_thenOneSentenceWithTheValue(String pid) {
        assertThat(run(pid)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines()).containsExactly("PID '" + pid + "' is not a process number, such as 4711.");
    }

    @Test
    void call_whenThereIsNoSuchProcess_thenOneSentence() {
        long abovePidMax = 1L << 22 | 1;

        assertThat(run(Long.toString(abovePidMax))).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString().lines()).containsExactly("There is no process " + abovePidMax + ".");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return new CommandLine(new InspectCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
