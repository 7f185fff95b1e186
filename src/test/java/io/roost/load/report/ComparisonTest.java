package io.roost.load.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roost.load.LoadResult.Connections;
import io.roost.load.LoadResult.Messages;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.LoadResult.Second;
import io.roost.load.report.Comparison.Judgement;
import io.roost.load.report.Comparison.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComparisonTest {
    private static final ComparisonScreen SCREEN = new ComparisonScreen(100, false, UTF_8);

    @Test
    void text_whenBIsSlower_thenEachFigureWithItsVerdict() {
        Runs slower = Runs.echo();
        slower.slower = 1.5;
        slower.connections = new Connections(1_000, 1_000, 0, 3, 0, 0, 1_000, 1_000, -1, 2.0);
        Comparison comparison = compare(Runs.echo(), slower);
        List<Verdict> verdicts = List.of(
                RelativeThreshold.parse("p99>+10%").evaluate(comparison),
                RelativeThreshold.parse("p99>50ms").evaluate(comparison));

        assertThat(SCREEN.text(comparison, verdicts)).isEqualTo("""
                        RESULT  FAIL  (1 of 2 thresholds held)
                          \u2717 p99 <= A +10%   638us -> 956us (+49.9%)
                          \u2713 p99 <= 50ms     956us

                        A  old.json  2026-11-23T13:11:00Z
                        B  new.json  2026-11-23T13:11:00Z

                        metric              A        B   delta  verdict
                        p50             481us    722us  +50.0%  worse
                        p90             609us    913us  +50.0%  worse
                        p99             638us    956us  +49.9%  worse
                        p99.9          4.92ms   7.37ms  +49.9%  within noise of 75.3%
                        p99.99         6.34ms   9.50ms  +50.0%  within noise of 75.3%
                        max            25.2ms   37.9ms  +50.0%  within noise of 75.3%
                        mean            491us    736us  +50.0%  worse
                        send.p50        301us    451us  +50.0%  worse
                        send.p99        399us    598us  +50.0%  worse
                        send.max       15.8ms   23.7ms  +49.9%  within noise of 75.3%
                        connect.p50     121us    181us  +50.1%  not judged
                        connect.p99     160us    239us  +50.0%  not judged
                        connect.max    1.39ms   2.08ms  +50.0%  not judged
                        rate          9,999/s  9,999/s      0%  same
                        connect.rate    500/s    500/s      0%  same
                        connections     1,000    1,000      0%  same
                        failed              0        0      0%  same
                        lost                0        3      +3  worse
                        wrong               0        0      0%  same
                        missing             0        0      0%  same
                        Noise is told from how each run swings within itself. What differs from one run to the next it does
                        not show: repeat both before you believe a small difference.
                        """);
    }

    @Test
    void text_whenPlansDiffer_thenSaysWhichKeys() {
        Runs other = Runs.echo();
        other.rate = 20_000;
        other.measuredSeconds = 60;
        other.outcome = Outcome.INTERRUPTED;
        other.labels = Map.of("differs", "always");

        assertThat(SCREEN.text(compare(Runs.echo(), other), List.of())).contains("""

                        WARNING  what follows may not be comparable:
                          B was interrupted after 32.4s
                          rate differs: A 10,000/s, B 20,000/s
                          duration differs: A 30s, B 1m00s

                        metric""");
    }

    @Test
    void text_whenColours_thenTheSameTextBetweenThem() {
        Runs slower = Runs.echo();
        slower.slower = 2;
        Comparison comparison = compare(Runs.echo(), slower);

        String coloured = new ComparisonScreen(100, true, UTF_8).text(comparison, List.of());

        assertThat(coloured).contains("\u001b[1;31mworse\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(SCREEN.text(comparison, List.of()));
    }

    @Test
    void rows_whenTheDifferenceIsWithinTheSwing_thenTheSame() {
        Runs a = Runs.echo();
        Runs b = Runs.echo();
        a.jitter = 0.3;
        b.jitter = 0.3;
        b.slower = 1.05;

        assertThat(row(compare(a, b), "p99").judgement()).isEqualTo(Judgement.SAME);
        a.jitter = 0.005;
        b.jitter = 0.005;
        assertThat(row(compare(a, b), "p99").judgement()).isEqualTo(Judgement.WORSE);
        assertThat(row(compare(b, a), "p99").judgement()).isEqualTo(Judgement.BETTER);
    }

    @Test
    void rows_whenTooShortToTell_thenNotJudged() {
        Runs a = Runs.echo();
        Runs b = Runs.echo();
        a.measuredSeconds = 4;
        b.slower = 2;

        assertThat(row(compare(a, b), "p99").words()).isEqualTo("not judged");
        assertThat(row(compare(a, a), "p99").words()).isEqualTo("same");
    }

    @Test
    void rows_whenErrorsAppear_thenWorseHoweverFew() {
        Runs b = Runs.echo();
        b.messages = new Messages(300_000, 299_999, 1, 0, 0, 0, 0);

        Row row = row(compare(Runs.echo(), b), "wrong");

        assertThat(row.judgement()).isEqualTo(Judgement.WORSE);
        assertThat(row.delta()).isEqualTo("+1");
    }

    @Test
    void rows_whenOneMeasuredNothing_thenSaysSo() {
        Comparison comparison = compare(Runs.echo(), Runs.echo().silent());

        assertThat(row(comparison, "p99").words()).isEqualTo("measured in one only");
        assertThat(row(comparison, "p99").delta()).isEqualTo("-");
        assertThat(compare(Runs.hold().silent(), Runs.hold().silent()).rows())
                .noneMatch(row -> row.metric().name().equals("p99"));
    }

    @Test
    void noise_whenOnlyChanceDiffers_thenItCoversTheDifferenceAndNoMoreThanThat() {
        int tries = 2_000;
        int fooled = 0;
        int missed = 0;
        for (int seed = 0; seed < tries; seed++) {
            Random random = new Random(seed);
            List<Second> a = swinging(random, 1_000);
            List<Second> same = swinging(random, 1_000);
            List<Second> slower = swinging(random, 1_200);
            fooled += found(a, same) ? 1 : 0;
            missed += found(a, slower) ? 0 : 1;
        }

        assertThat(fooled).isLessThan(tries / 100);
        assertThat(missed).isLessThan(tries / 20);
    }

    private static boolean found(List<Second> a, List<Second> b) {
        double difference = mean(b) / mean(a) - 1;
        return Math.abs(difference) > Noise.ofLatencies(a, b, Second::p99Micros).share();
    }

    private static double mean(List<Second> series) {
        return series.stream().mapToDouble(Second::p99Micros).average().orElse(0);
    }

    /** Half a minute that swings by a tenth. */
    private static List<Second> swinging(Random random, double micros) {
        return IntStream.range(1, 31)
                .mapToObj(i ->
                        new Second(i, "echo", 0, 0, 0, 0, 0, 0, 0, 0, 0, micros * (1 + 0.1 * random.nextGaussian()), 0))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99>+10%   | true  | p99 <= A +10%   | 638us -> 956us (+49.9%)",
                "p99>+60%   | false | p99 <= A +60%   | 638us -> 956us (+49.9%)",
                "max > +5ms | true  | max <= A +5ms   | 25.2ms -> 37.9ms (+50.0%)",
                "max>+5s    | false | max <= A +5s    | 25.2ms -> 37.9ms (+50.0%)",
                "rate<-5%   | true  | rate >= A -5%   | 9,999/s -> 9,000/s (-10.0%)",
                "rate<-1k/s | false | rate >= A -1,000/s | 9,999/s -> 9,000/s (-10.0%)",
                "lost>+0    | true  | lost <= A +0    | 0 -> 3 (+3)",
                "lost>+10%  | true  | lost <= A +10%  | 0 -> 3 (+3)",
                "failed>+0% | false | failed <= A +0% | 0 -> 0 (0%)",
                "p99>1ms    | false | p99 <= 1ms      | 956us",
                "unanswered>+0 | true | unanswered <= A +0 | not measured in A",
            })
    void evaluate_whenRelative_thenBIsJudgedByA(String text, boolean crossed, String condition, String actual) {
        Runs b = Runs.echo();
        b.slower = 1.5;
        b.achieved = 9_000;
        b.connections = new Connections(1_000, 1_000, 0, 3, 0, 0, 1_000, 1_000, -1, 2.0);

        Verdict verdict = RelativeThreshold.parse(text).evaluate(compare(Runs.echo(), b));

        assertThat(verdict.actual()).isEqualTo(actual);
        assertThat(verdict.condition()).isEqualTo(condition);
        assertThat(verdict.crossed()).isEqualTo(crossed);
        assertThat(RelativeThreshold.parse(verdict.threshold())).hasToString(verdict.threshold());
    }

    @Test
    void parse_whenWrong_thenNamesThePartAndWhatWasExpected() {
        assertThatThrownBy(() -> RelativeThreshold.parse("p99>+10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold 'p99>+10': the limit '10' is none for p99 (expected: a time in us, ms or s such "
                        + "as 50ms, or a share of A's such as 10%)");
        assertThatThrownBy(() -> RelativeThreshold.parse("p99>10%"))
                .hasMessage("threshold 'p99>10%': the limit '10%' is none for p99 (expected: a time in us, ms or s "
                        + "such as 50ms)");
    }

    @Property
    void parse_whenAnyText_thenParsedOrRefusedInWords(@ForAll String text) {
        try {
            RelativeThreshold.parse("p99>" + text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("threshold 'p99>" + text + "': ");
        }
    }

    @Test
    void html_whenWritten_thenTableAndOverlaidCurves() throws IOException {
        Runs slower = Runs.echo();
        slower.slower = 1.5;
        slower.rate = 20_000;
        Comparison comparison = new Comparison("a<b>.json", Runs.echo().report(), "new.json", slower.report());
        StringWriter out = new StringWriter();

        ComparisonHtml.write(
                comparison, List.of(RelativeThreshold.parse("p99>+10%").evaluate(comparison)), out);

        assertThat(out.toString())
                .containsSubsequence(
                        "roost compare",
                        ">FAIL</span>0 of 1 threshold held",
                        "A: a&lt;b&gt;.json, started 2026-11-23T13:11:00Z",
                        "They may not be comparable",
                        "rate differs: A 10,000/s, B 20,000/s",
                        "\u2717 crossed",
                        "<td>p99</td><td class=\"n\">638us</td><td class=\"n\">956us</td><td class=\"n\">+49.9%</td>"
                                + "<td class=\"bad\">worse</td>",
                        "Echo latency, from schedule by percentile",
                        "Connect latency by percentile")
                .doesNotContain("<b>.json", "NaN", "http:");
        assertThat(ReportHtmlTest.images(out.toString())).hasSize(3);
    }

    private static Comparison compare(Runs a, Runs b) {
        return new Comparison("old.json", a.report(), "new.json", b.report());
    }

    private static Row row(Comparison comparison, String name) {
        return comparison.rows().stream()
                .filter(row -> row.metric().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
