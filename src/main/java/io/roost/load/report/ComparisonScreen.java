package io.roost.load.report;

import io.roost.load.report.Comparison.Judgement;
import io.roost.load.report.Comparison.Row;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Two runs for people: what was asked of B, then a row for each figure.
 *
 * @param columns that a line may have
 * @param colours whether to paint
 * @param charset that the text will be written in
 */
public record ComparisonScreen(int columns, boolean colours, Charset charset) {
    private static final String GAP = "  ";

    /** The whole screen. */
    public String text(Comparison comparison, List<Verdict> thresholds) {
        StringBuilder out = new StringBuilder();
        if (!thresholds.isEmpty()) {
            new SummaryScreen(columns, colours, charset).judged(out, thresholds);
            out.append('\n');
        }
        run(out, "A", comparison.nameA(), comparison.a());
        run(out, "B", comparison.nameB(), comparison.b());
        List<String> warnings = comparison.warnings();
        if (!warnings.isEmpty()) {
            out.append('\n')
                    .append(Text.painted(colours, "1;33", "WARNING"))
                    .append("  what follows may not be comparable:\n");
            for (String warning : warnings) {
                String lead = "  ";
                for (String line : Text.wrapped(warning, columns - 4)) {
                    out.append(lead).append(line).append('\n');
                    lead = "    ";
                }
            }
        }
        out.append('\n');
        table(out, comparison.rows());
        paragraph(
                out,
                "Noise is told from how each run swings within itself. What differs from one run to the next it does "
                        + "not show: repeat both before you believe a small difference.");
        return out.toString();
    }

    private static void run(StringBuilder out, String letter, String name, Report report) {
        out.append(letter)
                .append(GAP)
                .append(Text.plain(name))
                .append(GAP)
                .append(report.result().startedAt())
                .append('\n');
    }

    private void table(StringBuilder out, List<Row> rows) {
        int metric =
                width("metric", rows.stream().map(row -> row.metric().name()).toList());
        int a = width("A", rows.stream().map(row -> row.text(row.valueA())).toList());
        int b = width("B", rows.stream().map(row -> row.text(row.valueB())).toList());
        int delta = width("delta", rows.stream().map(Row::delta).toList());
        String heading = Text.left("metric", metric) + GAP + Text.right("A", a) + GAP + Text.right("B", b) + GAP
                + Text.right("delta", delta) + GAP + "verdict";
        out.append(Text.painted(colours, "1", heading)).append('\n');
        for (Row row : rows) {
            out.append(Text.left(row.metric().name(), metric))
                    .append(GAP)
                    .append(Text.right(row.text(row.valueA()), a))
                    .append(GAP)
                    .append(Text.right(row.text(row.valueB()), b))
                    .append(GAP)
                    .append(Text.right(row.delta(), delta))
                    .append(GAP)
                    .append(Text.painted(
                            colours && row.judgement() != Judgement.UNJUDGED, colour(row.judgement()), row.words()))
                    .append('\n');
        }
    }

    private static int width(String heading, List<String> cells) {
        return cells.stream().mapToInt(String::length).reduce(heading.length(), Math::max);
    }

    private static String colour(Judgement judgement) {
        return switch (judgement) {
            case BETTER -> "1;32";
            case WORSE -> "1;31";
            case SAME, UNJUDGED -> "2";
        };
    }

    private void paragraph(StringBuilder out, String text) {
        for (String line : Text.wrapped(text, columns)) {
            out.append(Text.painted(colours, "2", line)).append('\n');
        }
    }
}
