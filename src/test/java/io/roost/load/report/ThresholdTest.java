package io.roost.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Connections;
import io.roost.load.LoadResult.Drain;
import io.roost.load.LoadResult.Messages;
import io.roost.load.LoadResult.Outcome;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThresholdTest {
    private static final LoadResult GOOD = Runs.echo().result();

    /** A thousand asked, ten failed, two lost; of 100,000 sent 20 came back wrong and 80 never. */
    private static LoadResult bad(Outcome outcome) {
        Runs runs = Runs.echo();
        runs.outcome = outcome;
        runs.achieved = 9_730;
        runs.connections = new Connections(1_000, 990, 10, 2, 0, 0, 990, 985, -1, 2.0);
        runs.messages = new Messages(100_000, 99_900, 20, 80, 0, 0, 0);
        return runs.result();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99>50ms              | false | p99 <= 50ms",
                "p99 > 500us           | true  | p99 <= 500us",
                "send.p99.9>=2ms       | true  | send.p99.9 < 2ms",
                "connect.p99>1s        | false | connect.p99 <= 1s",
                "max>1s                | false | max <= 1s",
                "mean>0.1ms            | true  | mean <= 0.1ms",
                "failed>0              | true  | failed <= 0",
                "failed>1%             | false | failed <= 1%",
                "failed>=1%            | true  | failed < 1%",
                "lost>0.1%             | true  | lost <= 0.1%",
                "lost>0.3%             | false | lost <= 0.3%",
                "wrong>0               | true  | wrong <= 0",
                "missing>0             | true  | missing <= 0",
                "missing>0.08%         | false | missing <= 0.08%",
                "errors>5%             | false | errors <= 5%",
                "errors>1.1%           | true  | errors <= 1.1%",
                "errors>111            | true  | errors <= 111",
                "rate<99%              | true  | rate >= 99%",
                "rate<9k/s             | false | rate >= 9,000/s",
                "connected<99.9%       | true  | connected >= 99.9%",
                "connections<1m        | true  | connections >= 1,000,000",
                "CONNECTIONS < 990     | false | connections >= 990",
                "connect.rate<=495     | true  | connect.rate > 495/s",
                "echoed<98.5%          | false | echoed >= 98.5%",
                "lag>1ms               | false | lag <= 1ms",
                "ramp>1s               | true  | ramp <= 1s",
            })
    void evaluate_whenTheRunHasEnded_thenComparedAsWritten(String threshold, boolean crossed, String condition) {
        Verdict verdict = Threshold.parse(threshold).evaluate(bad(Outcome.COMPLETE));

        assertThat(verdict.crossed()).as(verdict.toString()).isEqualTo(crossed);
        assertThat(verdict.condition()).isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lost>0.1%       | 0.202% (2 of 990 opened)",
                "failed>1%       | 1% (10 of 1,000 asked)",
                "errors>5%       | 1.2% (12 of 1,000 connections asked)",
                "rate<99%        | 97.3% (9,730/s of 10,000/s asked)",
                "connections<1m  | 990",
                "unanswered>0    | not measured",
                "ramp>1s         | 2.00s",
            })
    void evaluate_whenTheRunHasEnded_thenSaysTheValueAndWhatOf(String threshold, String actual) {
        assertThat(Threshold.parse(threshold).evaluate(bad(Outcome.COMPLETE)).actual())
                .isEqualTo(actual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing>0", "missing>0%", "received<100%", "echoed<100%", "ramp>1s", "sent<1m"})
    void evaluate_whenUnderWay_thenWhatIsNotYetDoneDoesNotCross(String threshold) {
        assertThat(Threshold.parse(threshold).evaluate(bad(Outcome.RUNNING)).crossed())
                .isFalse();
        assertThat(Threshold.parse(threshold).evaluate(bad(Outcome.COMPLETE)).crossed())
                .isTrue();
    }

    @Test
    void evaluate_whenStillRamping_thenTooFewConnectionsDoNotCross() {
        Runs runs = Runs.echo().silent();
        runs.outcome = Outcome.RUNNING;
        runs.measuredSeconds = 0;
        runs.connections = new Connections(1_000, 400, 7, 0, 0, 400, 400, 0, -1, 0);

        assertThat(List.of("connections<1000", "connected<99%", "rate<99%", "p99<1s", "p99>0us", "connect.rate<99%"))
                .allSatisfy(text -> assertThat(
                                Threshold.parse(text).evaluate(runs.result()).crossed())
                        .as(text)
                        .isFalse());
        assertThat(Threshold.parse("failed>0").evaluate(runs.result()).crossed())
                .isTrue();
    }

    @Test
    void evaluate_whenHeldButTooFew_thenCrossesThoughItRuns() {
        assertThat(Threshold.parse("connected<99.9%")
                        .evaluate(bad(Outcome.RUNNING))
                        .crossed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p99>1s", "send.max>1s", "wrong>1%", "unanswered>0", "drain.spread>1s", "lag>1s"})
    void evaluate_whenNothingWasMeasured_thenCrossedAtTheEndOnly(String threshold) {
        Runs runs = Runs.hold().silent();

        Verdict verdict = Threshold.parse(threshold).evaluate(runs.result());
        assertThat(verdict.crossed()).isTrue();
        assertThat(verdict.actual()).isEqualTo("not measured");

        runs.outcome = Outcome.RUNNING;
        assertThat(Threshold.parse(threshold).evaluate(runs.result()).crossed()).isFalse();
    }

    @Test
    void evaluate_whenAllConnectionsWereLost_thenErrorsAreNotHiddenBehindMessages() {
        Runs runs = Runs.echo();
        runs.connections = new Connections(1_000, 1_000, 0, 1_000, 0, 0, 1_000, 1_000, -1, 2);

        Verdict verdict = Threshold.parse("errors>5%").evaluate(runs.result());

        assertThat(verdict.crossed()).isTrue();
        assertThat(verdict.actual()).isEqualTo("100% (1,000 of 1,000 connections asked)");
    }

    @Test
    void evaluate_whenDrained_thenItsTimesAreJudged() {
        Runs runs = Runs.hold();
        runs.drain = new Drain(999_000, 1_000, 0.2, 14.3);

        assertThat(Threshold.parse("drain.spread>10s").evaluate(runs.result()))
                .isEqualTo(new Verdict("drain.spread>10s", "drain.spread <= 10s", true, "14.3s", ""));
        assertThat(Threshold.parse("drain.remained>0%").evaluate(runs.result()).actual())
                .isEqualTo("0.1% (1,000 of 1,000,000 held)");
    }

    @Test
    void defaults_whenTheLoopIsOpen_thenTheScheduleMustBeKept() {
        List<Threshold> defaults = Threshold.defaults(Runs.echo().plan());

        assertThat(defaults).hasToString("[wrong>0, rate<99%]");
        assertThat(defaults).noneMatch(threshold -> threshold.evaluate(GOOD).crossed());
        assertThat(defaults.get(1).evaluate(bad(Outcome.COMPLETE)).why())
                .startsWith("the generator or the server did not keep the schedule");
    }

    @Test
    void defaults_whenNothingIsAskedOfTheServer_thenNone() {
        assertThat(Threshold.defaults(Runs.hold().plan())).hasToString("[wrong>0]");
        assertThat(Threshold.defaults(Runs.hold().silent().plan())).isEmpty();
    }

    @Test
    void unanswerable_whenThePlanNeverMeasuresIt_thenSaysWhy() {
        Runs silent = Runs.hold().silent();

        assertThat(Threshold.parse("p99>1s").unanswerable(silent.plan()))
                .isEqualTo("'p99>1s' can't be judged: the plan sends no messages");
        assertThat(Threshold.parse("unanswered>0").unanswerable(Runs.hold().plan()))
                .isEqualTo("'unanswered>0' can't be judged: the plan has no check at the end of the hold");
        silent.drainTime = Duration.ofSeconds(1);
        assertThat(Threshold.parse("drain.spread>1s").unanswerable(silent.plan()))
                .isNull();
        Runs closed = Runs.echo();
        closed.rate = 0;
        assertThat(Threshold.parse("rate<99%").unanswerable(closed.plan()))
                .isEqualTo("'rate<99%' can't be judged: the plan asks for no rate");
        assertThat(Threshold.parse("rate<99").unanswerable(closed.plan())).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99              | expected: a metric, one of > >= < <=, and a limit, such as p99>50ms or lost>0.1%",
                "p99=50ms         | expected: a metric, one of > >= < <=",
                "p99>50           | the limit '50' is none for p99 (expected: a time in us, ms or s such as 50ms)",
                "p99>5%           | the limit '5%' is none for p99",
                "failed>1s        | the limit '1s' is none for failed (expected: a count such as 1000, 50k or 1m",
                "rate<-1          | the limit '-1' is none for rate (expected: a number per second",
                "failed>          | the limit '' is none for failed",
                ">50ms            | the metric is missing (expected: p50, p99.9 and the like, max, mean",
                "p100>1s          | no metric is named 'p100'; did you mean p50? (expected: p50",
                "conected<99%     | no metric is named 'conected'; did you mean connected? (expected:",
                "connect.p99.o>1s | no metric is named 'connect.p99.o'; did you mean connect.p99.9?",
                "latency>1s       | no metric is named 'latency' (expected: p50",
            })
    void parse_whenWrong_thenNamesThePartAndWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> Threshold.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("threshold '" + text + "': " + message);
    }

    @Provide
    static Arbitrary<String> thresholds() {
        Arbitrary<String> percentile = Arbitraries.integers()
                .between(1, 99)
                .map(p -> "p" + p)
                .flatMap(p -> Arbitraries.of("", ".5", ".99", ".9999").map(p::concat));
        Arbitrary<String> latency = Combinators.combine(
                        Arbitraries.of("", "connect.", "send."),
                        Arbitraries.oneOf(percentile, Arbitraries.of("max", "mean")))
                .as(String::concat);
        Arbitrary<String> time = Combinators.combine(latency, signs(), number(), Arbitraries.of("us", "ms", "s"))
                .as((metric, sign, number, unit) -> metric + sign + number + unit);
        Arbitrary<String> count = Combinators.combine(
                        Arbitraries.of("connected", "failed", "lost", "wrong", "missing", "errors", "rate"),
                        signs(),
                        number(),
                        Arbitraries.of("", "k", "m", "%"))
                .as((metric, sign, number, unit) -> metric + sign + number + unit);
        return Arbitraries.oneOf(time, count);
    }

    private static Arbitrary<String> signs() {
        return Arbitraries.of(">", ">=", "<", "<=");
    }

    private static Arbitrary<String> number() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 999_999_999_999L), Arbitraries.of("", ".5", ".000000001"))
                .as((whole, fraction) -> whole + fraction);
    }

    @Property
    void parse_whenWritten_thenItself(@ForAll("thresholds") String text) {
        Threshold threshold = Threshold.parse(text);

        assertThat(threshold).hasToString(text);
        assertThat(Threshold.parse(threshold.toString())).isEqualTo(threshold).hasSameHashCodeAs(threshold);
        assertThat(Threshold.parse(" " + text.replaceAll("([<>]=?)", " $1 ") + " "))
                .isEqualTo(threshold);
    }

    @Property
    void evaluate_whenAnyThreshold_thenItOrItsOppositeIsCrossed(@ForAll("thresholds") String text) {
        String opposite = text.contains(">=")
                ? text.replace(">=", "<")
                : text.contains("<=")
                        ? text.replace("<=", ">")
                        : text.contains("<") ? text.replace("<", ">=") : text.replace(">", "<=");

        assertThat(Threshold.parse(text).evaluate(GOOD).crossed())
                .isNotEqualTo(Threshold.parse(opposite).evaluate(GOOD).crossed());
    }

    @Property
    void parse_whenAnyText_thenParsedOrRefusedInWords(@ForAll String text) {
        try {
            Threshold.parse(text).evaluate(GOOD);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("threshold '" + text + "': ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing>0.1%           | true  | 0.166% (999 of 599,400 expected)",
                "duplicate>0            | true  | 3",
                "outoforder>0           | false | 0",
                "received<99%           | false | 99.833% (598,401 of 599,400 expected)",
                "deliveries<20k         | true  | 19,980/s",
                "registered<100%        | false | 100% (1,000 of 1,000 asked)",
                "registered.rate<10k    | true  | 5,121/s",
                "last.p99>1ms           | true  | 1.59ms",
                "register.p50>10s       | false | 906us",
                "measured>31s           | false | 30.0s",
            })
    void evaluate_whenOfAChat_thenByItsDeliveries(String threshold, boolean crossed, String actual) {
        Runs runs = Runs.chat();
        runs.messages = new Messages(600, 598_401, 0, 999, 0, 0, 0);
        LoadResult.Chat c = java.util.Objects.requireNonNull(runs.chat);
        runs.chat = new LoadResult.Chat(
                c.registered(),
                c.registeredPerSecond(),
                c.register(),
                c.joined(),
                c.published(),
                c.expected(),
                598_401,
                999,
                3,
                0,
                c.measuredSeconds(),
                c.deliveriesPerSecond(),
                c.lines(),
                c.lastMember(),
                c.fastestMemberMicros(),
                c.slowestMemberMicros(),
                c.slowReaders(),
                c.slowReadersCut(),
                c.joinLines(),
                c.joinLinesExpected(),
                c.server());
        Verdict verdict = Threshold.parse(threshold).evaluate(runs.result());

        assertThat(verdict.crossed()).isEqualTo(crossed);
        assertThat(verdict.actual()).isEqualTo(actual);
    }

    @Test
    void defaults_whenAChatPublishes_thenNothingMayBeLostOrDoubled() {
        assertThat(Threshold.defaults(Runs.chat().plan()))
                .extracting(Threshold::toString)
                .containsExactly("wrong>0", "lost>0", "missing>0", "duplicate>0", "outoforder>0", "rate<99%");
    }

    @Test
    void unanswerable_whenAskedOfAChatWhatOnlyAChatHas_thenOfOthersNot() {
        assertThat(Threshold.parse("last.p99>1ms").unanswerable(Runs.chat().plan()))
                .isNull();
        assertThat(Threshold.parse("last.p99>1ms").unanswerable(Runs.echo().plan()))
                .contains("the plan is no chat");
    }
}
