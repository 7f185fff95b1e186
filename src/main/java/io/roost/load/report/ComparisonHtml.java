package io.roost.load.report;

import io.roost.load.LoadResult.Latencies;
import io.roost.load.report.Comparison.Judgement;
import io.roost.load.report.Comparison.Row;
import io.roost.load.report.Page.Cell;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Two runs as one HTML file: the table, then both percentile curves over each other. */
public final class ComparisonHtml {
    private ComparisonHtml() {}

    /** Leaves the writer open. */
    public static void write(Comparison comparison, List<Verdict> thresholds, Writer out) throws IOException {
        Page page = new Page();
        page.element("h1", "", "roost compare");
        if (!thresholds.isEmpty()) {
            long crossed = thresholds.stream().filter(Verdict::crossed).count();
            page.badge(
                    crossed == 0 ? "PASS" : "FAIL",
                    crossed == 0,
                    Text.format(
                            "%d of %s held", thresholds.size() - crossed, Text.plural(thresholds.size(), "threshold")));
        }
        run(page, "A", comparison.nameA(), comparison.a());
        run(page, "B", comparison.nameB(), comparison.b());
        warnings(page, comparison.warnings());
        if (!thresholds.isEmpty()) {
            page.heading("Thresholds");
            page.table(List.of("", "condition", "actual", ""), ReportHtml.verdicts(thresholds));
        }
        table(page, comparison.rows());
        chart(page, comparison, "Echo latency, from schedule", Latencies::fromSchedule);
        chart(page, comparison, "Echo latency, from send", Latencies::fromSend);
        chart(page, comparison, "Connect latency", Latencies::connect);
        out.write(page.html("roost compare " + comparison.nameA() + " " + comparison.nameB()));
        out.flush();
    }

    private static void run(Page page, String letter, String name, Report report) {
        StringBuilder text = new StringBuilder(
                letter + ": " + name + ", started " + report.result().startedAt());
        report.result().plan().labels().forEach((key, value) -> text.append(", ")
                .append(key)
                .append('=')
                .append(value));
        page.paragraph(text.toString());
    }

    private static void warnings(Page page, List<String> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        page.heading("They may not be comparable");
        page.raw("<ul>");
        warnings.forEach(warning -> page.element("li", "bad", warning));
        page.raw("</ul>");
    }

    private static void table(Page page, List<Row> rows) {
        page.heading("Figures");
        List<List<Cell>> cells = new ArrayList<>();
        for (Row row : rows) {
            boolean judged = row.judgement() == Judgement.BETTER || row.judgement() == Judgement.WORSE;
            cells.add(List.of(
                    Cell.text(row.metric().name()),
                    Cell.number(row.text(row.valueA())),
                    Cell.number(row.text(row.valueB())),
                    Cell.number(row.delta()),
                    judged ? Cell.judged(row.words(), row.judgement() == Judgement.BETTER) : Cell.text(row.words())));
        }
        page.table(List.of("metric", "#A", "#B", "#delta", "verdict"), cells);
        page.paragraph("Noise is told from how each run swings within itself. What differs from one run to the next it "
                + "does not show: repeat both before you believe a small difference.");
    }

    private static void chart(
            Page page, Comparison comparison, String title, Function<Latencies, Histogram> histogram) {
        Map<String, Histogram> both = new LinkedHashMap<>();
        both.put("A", histogram.apply(comparison.a().result().latencies()));
        both.put("B", histogram.apply(comparison.b().result().latencies()));
        if (both.values().stream().allMatch(values -> values.getTotalCount() > 0)) {
            page.figure(
                    ReportHtml.percentileChart(title + " by percentile", both),
                    "Each step to the right leaves a tenth of the values.");
        }
    }
}
