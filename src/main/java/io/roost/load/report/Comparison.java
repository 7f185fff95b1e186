package io.roost.load.report;

import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.LoadResult.Second;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two runs side by side, figure by figure: the older one is A, the newer one B.
 *
 * @param nameA what to call the first, such as its file
 * @param nameB what to call the second
 */
public record Comparison(String nameA, Report a, String nameB, Report b) {
    private static final List<String> FIGURES = List.of(
            "p50",
            "p90",
            "p99",
            "p99.9",
            "p99.99",
            "max",
            "mean",
            "send.p50",
            "send.p99",
            "send.max",
            "connect.p50",
            "connect.p99",
            "connect.max",
            "rate",
            "connect.rate",
            "connections",
            "failed",
            "lost",
            "wrong",
            "missing",
            "unanswered",
            "drain.spread");

    /** What is to be thought of B's figure. */
    enum Judgement {
        BETTER,
        WORSE,
        /** Within noise. */
        SAME,
        /** They differ, and there is no telling whether by chance. */
        UNJUDGED
    }

    /**
     * One figure of both.
     *
     * @param valueA in the metric's unit; NaN when it was not measured
     * @param valueB likewise
     * @param noise the share of A's figure that B's may differ by chance; NaN if unknown
     */
    record Row(Metric metric, double valueA, double valueB, double noise, Judgement judgement) {
        /** B's difference as a share of A. */
        String delta() {
            if (Double.isNaN(valueA) || Double.isNaN(valueB)) {
                return "-";
            }
            if (valueA == valueB) {
                return "0%";
            }
            return Comparison.delta(metric, valueA, valueB);
        }

        String words() {
            return switch (judgement) {
                case BETTER -> "better";
                case WORSE -> "worse";
                case SAME ->
                    valueA == valueB || Double.isNaN(noise)
                            ? "same"
                            : "within noise of " + Text.format("%.1f%%", 100 * noise);
                case UNJUDGED -> Double.isNaN(valueA) || Double.isNaN(valueB) ? "measured in one only" : "not judged";
            };
        }

        String text(double value) {
            return Double.isNaN(value) ? "-" : metric.text(value);
        }
    }

    /** With its sign: per cent, or the difference itself where A has none. */
    static String delta(Metric metric, double a, double b) {
        if (a == 0) {
            return "+" + metric.text(b);
        }
        double share = b / a - 1;
        return share > 10 ? Text.format("x%.1f", b / a) : Text.format("%+.1f%%", 100 * share);
    }

    /** Figures that at least one of them has. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String name : FIGURES) {
            Metric metric = Metric.named(name);
            if (metric != null) {
                Row row = row(metric);
                if (!Double.isNaN(row.valueA()) || !Double.isNaN(row.valueB())) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private Row row(Metric metric) {
        double valueA = metric.in().apply(a.result()).value();
        double valueB = metric.in().apply(b.result()).value();
        if (metric.kind() == Metric.Kind.COUNT) {
            // a lost connection or a wrong answer is no matter of chance
            return new Row(metric, valueA, valueB, Double.NaN, judge(metric, valueA, valueB, 0));
        }
        Noise noise = noise(metric);
        Judgement judgement = Double.isNaN(valueA) || Double.isNaN(valueB) || !noise.known()
                ? valueA == valueB ? Judgement.SAME : Judgement.UNJUDGED
                : judge(metric, valueA, valueB, noise.share());
        return new Row(metric, valueA, valueB, noise.share(), judgement);
    }

    private static Judgement judge(Metric metric, double a, double b, double noise) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Judgement.UNJUDGED;
        }
        if (Math.abs(b - a) <= noise * a) {
            return Judgement.SAME;
        }
        return b > a == metric.moreIsBetter() ? Judgement.BETTER : Judgement.WORSE;
    }

    /**
     * Handshakes and the drain have no figures per second, so nothing tells their noise. The echo's, sent and from
     * schedule, swing together.
     */
    private Noise noise(Metric metric) {
        List<Second> measuredA = measured(a.result());
        List<Second> measuredB = measured(b.result());
        return switch (metric.name()) {
            case "p50", "mean", "send.p50" -> Noise.ofLatencies(measuredA, measuredB, Second::p50Micros);
            case "p90", "p99", "send.p99" -> Noise.ofLatencies(measuredA, measuredB, Second::p99Micros);
            case "p99.9", "p99.99", "max", "send.max" -> Noise.ofLargest(measuredA, measuredB, Second::maxMicros);
            case "rate" -> Noise.ofCounts(measuredA, measuredB, second -> (double) second.sent());
            case "connect.rate" ->
                Noise.ofCounts(
                        phase(a.result(), "ramp"), phase(b.result(), "ramp"), second -> (double) second.opened());
            default -> Noise.unknown();
        };
    }

    private static List<Second> measured(LoadResult result) {
        return phase(result, result.plan().scenario().name().toLowerCase(Locale.ROOT));
    }

    private static List<Second> phase(LoadResult result, String phase) {
        return result.series().stream()
                .filter(second -> second.phase().equals(phase))
                .toList();
    }

    /**
     * Why the two may not be comparable, a line each: what was asked, where it ran, and how it ended, as far as they
     * differ or fall short. Labels are there to differ.
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        ended(warnings, "A", a.result());
        ended(warnings, "B", b.result());
        Map<String, String> factsA = facts(a);
        Map<String, String> factsB = facts(b);
        factsA.forEach((key, value) -> {
            String other = factsB.getOrDefault(key, "");
            if (!value.equals(other)) {
                warnings.add(Text.plain(key + " differs: A " + value + ", B " + other));
            }
        });
        return warnings;
    }

    private static void ended(List<String> warnings, String name, LoadResult result) {
        if (result.outcome() != Outcome.COMPLETE) {
            warnings.add(name + " was " + result.outcome().name().toLowerCase(Locale.ROOT) + " after "
                    + Text.seconds(result.elapsedSeconds()));
        }
    }

    private static Map<String, String> facts(Report report) {
        Map<String, String> facts =
                new LinkedHashMap<>(Report.facts(report.result().plan()));
        facts.put("cores", Text.count(report.host().cores()));
        facts.put("kernel", report.host().kernel());
        facts.put("Java", report.host().java());
        return facts;
    }
}
