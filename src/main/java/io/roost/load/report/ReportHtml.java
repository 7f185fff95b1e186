package io.roost.load.report;

import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.LoadResult.Second;
import io.roost.load.report.Chart.Axis;
import io.roost.load.report.Chart.Line;
import io.roost.load.report.Page.Cell;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** A run as one HTML file: result and numbers first, then curves, errors and the plan. */
public final class ReportHtml {
    /** As many points as a curve can show; a longer run is told by the worst of several seconds. */
    private static final int MOST_POINTS = 300;

    private final LoadResult result;
    private final Report report;
    private final Page page = new Page();

    private ReportHtml(Report report) {
        this.report = report;
        this.result = report.result();
    }

    /** Leaves the writer open. */
    public static void write(Report report, Writer out) throws IOException {
        out.write(new ReportHtml(report).html());
        out.flush();
    }

    private String html() {
        String title = "roost load " + Report.name(result.plan()) + " "
                + ReportJson.address(result.plan().targets().get(0));
        page.element("h1", "", title);
        result();
        cards();
        thresholds();
        percentiles();
        overTime();
        failures();
        rest();
        return page.html(title);
    }

    private void result() {
        long crossed = report.thresholds().stream().filter(Verdict::crossed).count();
        boolean good = report.passed();
        String word = result.outcome() != Outcome.COMPLETE
                ? result.outcome().name()
                : !good ? "FAIL" : report.thresholds().isEmpty() ? "DONE" : "PASS";
        String held = report.thresholds().isEmpty()
                ? "no thresholds"
                : Text.format(
                        "%d of %s held",
                        report.thresholds().size() - crossed,
                        Text.plural(report.thresholds().size(), "threshold"));
        page.badge(word, good, held);
        page.paragraph("Started " + result.startedAt() + ", took " + Text.seconds(result.elapsedSeconds()) + ".");
        if (!result.plan().labels().isEmpty()) {
            List<String> labels = new ArrayList<>();
            new TreeMap<>(result.plan().labels()).forEach((name, value) -> labels.add(name + "=" + value));
            page.paragraph(String.join("   ", labels));
        }
    }

    private void cards() {
        LoadResult.Connections c = result.connections();
        page.raw("<div class=\"cards\">");
        page.card(Text.count(c.opened()), "connections opened of " + Text.count(c.asked()));
        page.card(Text.count(c.failed()) + " / " + Text.count(c.lost()), "failed / lost");
        Histogram echo = result.latencies().fromSchedule();
        if (echo.getTotalCount() > 0) {
            page.card(Text.micros(echo.getValueAtPercentile(99) / 1e3), "p99 echo latency, from schedule");
            page.card(Text.micros(echo.getMaxValue() / 1e3), "largest echo latency");
        }
        if (Metric.sends(result.plan())) {
            LoadResult.Rate rate = result.rate();
            page.card(
                    Text.rate(rate.achieved()),
                    rate.asked() == 0 ? "messages" : "messages of " + Text.rate(rate.asked()) + " asked");
            page.card(
                    Text.count(result.messages().wrong()) + " / "
                            + Text.count(result.messages().missing()),
                    "wrong / missing answers");
        }
        page.raw("</div>");
    }

    private void thresholds() {
        Verdict abortedBy = report.abortedBy();
        if (abortedBy == null && report.thresholds().isEmpty()) {
            return;
        }
        page.heading("Thresholds");
        List<List<Cell>> rows = new ArrayList<>();
        if (abortedBy != null) {
            rows.addAll(verdicts(List.of(new Verdict(
                    abortedBy.threshold(), abortedBy.condition(), true, abortedBy.actual(), "ended the run"))));
        }
        rows.addAll(verdicts(report.thresholds()));
        page.table(List.of("", "condition", "actual", ""), rows);
    }

    static List<List<Cell>> verdicts(List<Verdict> verdicts) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            rows.add(List.of(
                    Cell.judged(verdict.crossed() ? "\u2717 crossed" : "\u2713 held", !verdict.crossed()),
                    Cell.text(verdict.condition()),
                    Cell.text(verdict.actual()),
                    Cell.text(verdict.why())));
        }
        return rows;
    }

    private void percentiles() {
        Map<String, Histogram> rows = new LinkedHashMap<>();
        rows.put("echo, from schedule", result.latencies().fromSchedule());
        rows.put("echo, from send", result.latencies().fromSend());
        rows.put("connect", result.latencies().connect());
        rows.values().removeIf(histogram -> histogram.getTotalCount() == 0);
        if (rows.isEmpty()) {
            return;
        }
        page.heading("Latencies");
        List<List<Cell>> table = new ArrayList<>();
        rows.forEach((name, histogram) -> {
            List<Cell> row =
                    new ArrayList<>(List.of(Cell.text(name), Cell.number(Text.count(histogram.getTotalCount()))));
            for (double percentile : new double[] {50, 90, 99, 99.9, 99.99, 100}) {
                row.add(Cell.number(Text.micros(histogram.getValueAtPercentile(percentile) / 1e3)));
            }
            row.add(Cell.number(Text.micros(histogram.getMean() / 1e3)));
            table.add(row);
        });
        page.table(List.of("", "#count", "#p50", "#p90", "#p99", "#p99.9", "#p99.99", "#max", "#mean"), table);
        page.figure(
                percentileChart("Latency by percentile", rows),
                "Each step to the right leaves a tenth of the values. From schedule is what a user would wait: it "
                        + "counts the time a message was due but not yet sent.");
    }

    /** Overlaid, on one logarithmic axis; the histograms are not empty. */
    static Chart percentileChart(String title, Map<String, Histogram> histograms) {
        double count = 1;
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Histogram histogram : histograms.values()) {
            count = Math.max(count, (double) histogram.getTotalCount());
            least = Math.min(least, histogram.getMinValue() / 1e3);
            most = Math.max(most, histogram.getMaxValue() / 1e3);
        }
        Chart chart =
                new Chart(title, Axis.nines(count), Axis.logarithmic("latency (log scale)", least, most, Text::micros));
        histograms.forEach((name, histogram) -> chart.line(Chart.percentiles(name, histogram)));
        return chart;
    }

    private void overTime() {
        List<Second> all = result.series();
        if (all.isEmpty()) {
            return;
        }
        int step = (all.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<List<Second>> points = new ArrayList<>();
        for (int i = 0; i < all.size(); i += step) {
            points.add(all.subList(i, Math.min(all.size(), i + step)));
        }
        page.heading("Over time");
        String each = step == 1 ? "One point for each second." : Text.format("Each point is %d seconds: ", step);
        page.figure(
                chart("Connections", "connections", points, false, Text::count, Map.of("open", ReportHtml::openAtEnd)),
                step == 1 ? each : each + "their end.");
        if (result.messages().sent() > 0) {
            Map<String, ToDoubleFunction<List<Second>>> rates = new LinkedHashMap<>();
            rates.put("sent", point -> mean(point, second -> (double) second.sent()));
            rates.put("received", point -> mean(point, second -> (double) second.received()));
            page.figure(
                    chart("Messages per second", "messages per second", points, false, Text::count, rates),
                    step == 1 ? each : each + "their average.");
            Map<String, ToDoubleFunction<List<Second>>> latencies = new LinkedHashMap<>();
            latencies.put("p50", point -> worst(point, Second::p50Micros));
            latencies.put("p99", point -> worst(point, Second::p99Micros));
            latencies.put("max", point -> worst(point, Second::maxMicros));
            page.figure(
                    chart("Echo latency", "latency (log scale)", points, true, Text::micros, latencies),
                    (step == 1 ? each : each + "their worst.") + " Latencies count from the schedule.");
        }
    }

    private static Chart chart(
            String title,
            String label,
            List<List<Second>> points,
            boolean logarithmic,
            DoubleFunction<String> text,
            Map<String, ToDoubleFunction<List<Second>>> lines) {
        List<Double> times = points.stream().map(ReportHtml::end).toList();
        List<Line> drawn = new ArrayList<>();
        double least = Double.MAX_VALUE;
        double most = 0;
        for (var line : lines.entrySet()) {
            List<Double> values =
                    points.stream().map(line.getValue()::applyAsDouble).toList();
            drawn.add(new Line(line.getKey(), times, values));
            for (double value : values) {
                least = value > 0 ? Math.min(least, value) : least;
                most = Math.max(most, value);
            }
        }
        Axis y = logarithmic
                ? Axis.logarithmic(label, most > 0 ? least : 1, most, text)
                : Axis.linear(label, most, text);
        Chart chart = new Chart(title, Axis.time(times.get(times.size() - 1)), y);
        drawn.forEach(chart::line);
        String phase = "";
        for (int i = 0; i < points.size(); i++) {
            Second first = points.get(i).get(0);
            if (!first.phase().equals(phase)) {
                phase = first.phase();
                chart.mark(first.second() - 1, phase);
            }
            StringBuilder hint = new StringBuilder("second " + Math.round(times.get(i)) + ", " + phase);
            for (Line line : drawn) {
                hint.append(", ")
                        .append(line.name())
                        .append(' ')
                        .append(text.apply(line.ys().get(i)));
            }
            chart.hint(times.get(i), hint.toString());
        }
        return chart;
    }

    private static Double end(List<Second> point) {
        return (double) point.get(point.size() - 1).second();
    }

    private static double openAtEnd(List<Second> point) {
        return (double) point.get(point.size() - 1).open();
    }

    private static double mean(List<Second> point, ToDoubleFunction<Second> value) {
        return point.stream().mapToDouble(value).average().orElse(0);
    }

    private static double worst(List<Second> point, ToDoubleFunction<Second> value) {
        return point.stream().mapToDouble(value).max().orElse(0);
    }

    private void failures() {
        page.heading("Errors");
        if (result.failures().isEmpty()) {
            page.paragraph("None.");
            return;
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (LoadResult.Failure failure : result.failures()) {
            rows.add(List.of(
                    Cell.number(Text.count(failure.count())),
                    Cell.text(failure.event()),
                    Cell.text(failure.code()),
                    Cell.text(failure.text()),
                    Cell.text(failure.advice())));
        }
        page.table(List.of("#count", "at", "code", "meaning", "advice"), rows);
    }

    private void rest() {
        LoadResult.Drain drain = result.drain();
        LoadResult.Generator generator = result.generator();
        Map<String, String> facts = new LinkedHashMap<>();
        if (drain != null) {
            page.heading("Drain");
            page.paragraph(Text.format(
                    "The server closed %,d connections, the first after %s, the last %s later; %,d remained.",
                    drain.closed(),
                    Text.seconds(drain.firstSeconds()),
                    Text.seconds(drain.spreadSeconds()),
                    drain.remained()));
        }
        facts.put(
                "process",
                Text.format(
                        "%s, CPU %s, RSS %s, heap %s with garbage, largest lag %s",
                        Text.plural(generator.threads(), "thread"),
                        Text.seconds(generator.cpuSeconds()),
                        Text.bytes(generator.residentBytes()),
                        Text.bytes(generator.heapBytes()),
                        Text.micros(generator.maxLagMicros())));
        facts.put(
                "host",
                Text.plural(report.host().cores(), "core") + ", "
                        + report.host().kernel() + ", " + report.host().java());
        facts.put("roost", report.host().roost());
        page.heading("Generator");
        page.table(List.of(), rows(facts));
        page.heading("Plan");
        page.table(List.of(), rows(Report.facts(result.plan())));
    }

    private static List<List<Cell>> rows(Map<String, String> facts) {
        List<List<Cell>> rows = new ArrayList<>();
        facts.forEach((name, value) -> rows.add(List.of(Cell.text(name), Cell.text(value))));
        return rows;
    }
}
