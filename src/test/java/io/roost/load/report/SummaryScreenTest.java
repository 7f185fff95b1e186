package io.roost.load.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.roost.load.LoadResult.Connections;
import io.roost.load.LoadResult.Drain;
import io.roost.load.LoadResult.Failure;
import io.roost.load.LoadResult.Generator;
import io.roost.load.LoadResult.Messages;
import io.roost.load.LoadResult.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SummaryScreenTest {
    private static final SummaryScreen PLAIN = new SummaryScreen(100, false, UTF_8);

    @Test
    void text_whenHeldWithHeartbeat_thenResultThenMeasured() {
        assertThat(PLAIN.text(Runs.hold().report("connected<99.9%", "p99>50ms"), List.of(Path.of("run.html"))))
                .isEqualTo("""
                        RESULT  PASS  (2 of 2 thresholds held)
                          \u2713 connected >= 99.9%   100% (1,000,000 of 1,000,000 asked)
                          \u2713 p99 <= 50ms          638us

                        connections  opened 1,000,000 in 3m20s (4,998/s of 5,000/s asked)  failed 0  lost 0
                                                  count     p50     p90     p99   p99.9  p99.99     max    mean
                        connect               1,000,000   120us   152us   159us  1.23ms  1.58ms  6.31ms   123us
                        echo, from schedule  10,000,000   481us   609us   638us  4.92ms  6.34ms  25.2ms   491us
                        echo, from send      10,000,000   301us   381us   399us  3.07ms  3.96ms  15.8ms   307us
                        From schedule is what a user would wait: it counts the time a message was due but not yet sent.

                        messages     sent 10,000,000  received 10,000,000  missing 0  wrong 0
                                     16,666/s of 16,667/s asked (99.995%)  610 MiB out, 610 MiB in
                        errors       none
                        generator    4 threads  CPU 5m21s (0.40 of 4 cores)  RSS 1.20 GiB
                                     heap 512 MiB with garbage (537 bytes per connection)  largest lag 2.40ms
                        saved        run.html
                        """);
    }

    @Test
    void text_whenNothingWasSent_thenNoRowsAboutMessages() {
        Runs runs = Runs.hold().silent();
        runs.drain = new Drain(999_000, 1_000, 0.213, 14.31);

        assertThat(PLAIN.text(runs.report(), List.of())).isEqualTo("""
                        RESULT  DONE  (no thresholds: --fail-if sets some)

                        connections  opened 1,000,000 in 3m20s (4,998/s of 5,000/s asked)  failed 0  lost 0
                                     count     p50     p90     p99   p99.9  p99.99     max    mean
                        connect  1,000,000   120us   152us   159us  1.23ms  1.58ms  6.31ms   123us

                        errors       none
                        drain        the server closed 999,000  first after 213ms  last 14.3s later
                                     1,000 remained until we left
                        generator    4 threads  CPU 5m21s (0.40 of 4 cores)  RSS 1.20 GiB
                                     heap 512 MiB with garbage (537 bytes per connection)
                        """);
    }

    @Test
    void text_whenMuchWentWrong_thenSaysWhatAndWhy() {
        assertThat(PLAIN.text(
                        troubled().report("rate<99%", "lost>0"), List.of(Path.of("run.json"), Path.of("run.html"))))
                .isEqualTo("""
                        RESULT  FAIL  (0 of 2 thresholds held)
                          \u2717 rate >= 99%   97.3% (9,730/s of 10,000/s asked)
                            the generator or the server did not keep the schedule: compare the largest lag and the CPU below
                          \u2717 lost <= 0     2

                        connections  opened 990 of 1,000 asked in 2.0s (495/s of 500/s asked)  failed 10  lost 2
                                     reconnected 1  most at once 989  3 unanswered at the end
                                              count     p50     p90     p99   p99.9  p99.99     max    mean
                        connect                 990   121us   152us   160us  1.39ms  1.39ms  1.39ms   122us
                        echo, from schedule  99,880   481us   609us   638us  4.92ms  6.34ms  25.2ms   490us
                        echo, from send      99,880   301us   381us   399us  3.07ms  3.96ms  15.8ms   306us
                        From schedule is what a user would wait: it counts the time a message was due but not yet sent.

                        messages     sent 100,000  received 99,880  missing 80  wrong 20  not sent when due 12
                                     9,730/s of 10,000/s asked (97.3%)  6.10 MiB out, 6.10 MiB in
                        errors       10 x connect  EADDRNOTAVAIL  Cannot assign requested address
                                        -> add --source-ip: each address has 28,232 ports; see roost doctor --role generator
                                      2 x lost     FIN            closed by the server
                        generator    2 threads  CPU 1m02s (1.91 of 4 cores)  RSS 180 MiB  heap 48.0 MiB with garbage
                                     largest lag 310ms  BUSY: these latencies are as much its own as the server's
                        saved        run.json  run.html
                        compare      roost compare OLD.json run.json
                        """);
    }

    @Test
    void text_whenInterrupted_thenSaysThatItIsNotTheWholeRun() {
        Runs runs = Runs.echo();
        runs.outcome = Outcome.INTERRUPTED;

        assertThat(PLAIN.text(runs.report("p99>1s"), List.of())).startsWith("""
                        RESULT  INTERRUPTED  after 32.4s: what follows is the run so far (1 of 1 threshold held)
                          \u2713 p99 <= 1s   638us
                        """);
    }

    @Test
    void text_whenAborted_thenTheConditionComesFirst() {
        Runs runs = Runs.echo();
        runs.outcome = Outcome.ABORTED;
        Report report = new Report(
                runs.result(),
                runs.report("p99>1s").thresholds(),
                Threshold.parse("p50>1us").evaluate(runs.result()),
                Runs.HOST);

        assertThat(PLAIN.text(report, List.of())).startsWith("""
                        RESULT  ABORTED  after 32.4s: what follows is the run so far (1 of 1 threshold held)
                          \u2717 p50 <= 1us   481us: --abort-if p50>1us
                          \u2713 p99 <= 1s    638us
                        """);
    }

    @Test
    void text_whenNothingWasOpened_thenFailsWithoutAnyThreshold() {
        Runs runs = Runs.hold().silent();
        runs.connections = new Connections(1_000, 0, 1_000, 0, 0, 0, 0, 0, -1, 1);

        assertThat(PLAIN.text(runs.report(), List.of()))
                .startsWith("RESULT  FAIL  not one connection was opened\n")
                .doesNotContain("per connection");
    }

    @Test
    void text_whenClosedLoop_thenOneRowForTheEcho() {
        Runs runs = Runs.echo();
        runs.rate = 0;

        assertThat(PLAIN.text(runs.report(), List.of()))
                .contains("\necho     300,000 ")
                .contains("wrong 0  9,999/s  18.3 MiB out")
                .doesNotContain("schedule");
    }

    @Test
    void text_whenCharsetHasNoTicks_thenWords() {
        assertThat(new SummaryScreen(100, false, US_ASCII).text(Runs.echo().report("p99>50us", "lost>0"), List.of()))
                .startsWith("""
                        RESULT  FAIL  (1 of 2 thresholds held)
                          FAIL p99 <= 50us   638us
                          ok   lost <= 0     0
                        """)
                .matches(text -> US_ASCII.newEncoder().canEncode(text));
    }

    @Test
    void text_whenColours_thenTheSameTextBetweenThem() {
        Report report = troubled().report("rate<99%", "failed>1k");
        String coloured = new SummaryScreen(100, true, UTF_8).text(report, List.of());

        assertThat(coloured).contains("\u001b[1;31mFAIL\u001b[0m").contains("\u001b[1;32m\u2713\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(PLAIN.text(report, List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 72, 80, 100, 140})
    void text_whenColumns_thenNoMeasuredLineIsWider(int columns) {
        String text = new SummaryScreen(columns, false, UTF_8).text(troubled().report("lost>0"), List.of());

        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }

    @Test
    void text_whenTheServersWordsCarryEscapes_thenTheyDoNotReachTheTerminal() {
        Runs runs = Runs.echo();
        runs.failures = List.of(new Failure("answer", "X\u001b[2J", "a\nb\u202e", 1, "\u0007"));

        assertThat(PLAIN.text(runs.report(), List.of())).contains(" 1 x answer   X?[2J  a?b?\n");
    }

    private static Runs troubled() {
        Runs runs = Runs.echo();
        runs.achieved = 9_730;
        runs.reconnect = true;
        runs.connections = new Connections(1_000, 990, 10, 2, 1, 0, 989, 985, 3, 2.0);
        runs.messages = new Messages(100_000, 99_880, 20, 80, 12, 6_400_000, 6_400_000);
        runs.generator = new Generator(2, 310_000, 62, 180L << 20, 48L << 20);
        runs.failures = List.of(
                new Failure(
                        "connect",
                        "EADDRNOTAVAIL",
                        "Cannot assign requested address",
                        10,
                        "add --source-ip: each address has 28,232 ports; see roost doctor --role generator"),
                new Failure("lost", "FIN", "closed by the server", 2, ""));
        return runs;
    }

    @Test
    void text_whenAChat_thenWhatBecameOfEveryDelivery() {
        assertThat(PLAIN.text(Runs.chat().report(), List.of()))
                .contains(
                        "delivery, from schedule  ",
                        "to the last member  ",
                        "register  ",
                        "chat         registered 1,000 (5,121/s)  joined 1,000",
                        "delivered 599,400 of 599,400  duplicate 0  out of order 0",
                        "mean of the fastest member 813us, of the slowest 930us",
                        "49 never read, 2 of them cut off",
                        "server CPU 3.500s, 5.840us per delivery")
                .doesNotContain("echo");
    }
}
