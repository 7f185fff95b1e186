package io.roost.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class ChatCommandTest {
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            new CommandLine(new LoadCommand()).setErr(new PrintWriter(err)).setCaseInsensitiveEnumValuesAllowed(true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fanout-1-2-3           | expected: fanout-CHANNELS-MEMBERS-SENDERS-RATE",
                "fanout-1-4-1-5 -s 20   | -s 20 (expected: 30 to 380 bytes)",
                "fanout-1-4-1-5 --window 0 | --window 0 (expected: 1 to 1048576 lines)",
                "fanout-1-4-1-5 --slow-readers 101 | --slow-readers 101 (expected: 0 to 100 per cent)",
                "fanout-1-4-1-5 --at-once 0 | --at-once 0 (expected: 1 user at least)",
                "fanout-1-4-1-5 --nick r1 | --nick r1 (expected: one to four letters)",
                "fanout-1-4-1-5 --cap a\tb | --cap a",
                "fanout-1-4-1-5 -t 0    | -t 0 (expected: 1 to 64 threads)",
                "fanout-1-4-1-5 --fail-if drain.first>1s | the plan does not wait for the server to close",
            })
    void chat_whenAnOptionIsWrong_thenUsageAndWhatWasExpected(String options, String message) {
        String[] words = ("chat 127.0.0.1:1 " + options).split(" ");

        assertThat(line.execute(words)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void chat_whenNobodyListens_thenUnavailable() {
        assertThat(line.execute("chat", "127.0.0.1:1", "register-3", "-q")).isEqualTo(ExitCode.UNAVAILABLE);
    }
}
