package io.roost.load.report;

import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Chat;
import io.roost.load.LoadResult.Connections;
import io.roost.load.LoadResult.Drain;
import io.roost.load.LoadResult.Failure;
import io.roost.load.LoadResult.Generator;
import io.roost.load.LoadResult.Messages;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What a run came to, for people: the result first, then what was measured. Rows that say nothing about this run are
 * left out.
 *
 * @param columns that a line may have
 * @param colours whether to paint
 * @param charset that the text will be written in; ticks and crosses are words where it has none
 */
public record SummaryScreen(int columns, boolean colours, Charset charset) {
    private static final int LABEL_WIDTH = 13;
    private static final String INDENT = " ".repeat(LABEL_WIDTH);
    private static final int CELL_WIDTH = 8;
    private static final String GREEN = "1;32";
    private static final String RED = "1;31";
    private static final String YELLOW = "1;33";
    private static final String BOLD = "1";

    /** A busy generator measures itself: from this share of its threads' or cores' time on, it is said. */
    private static final double BUSY = 0.9;

    /** Connections from which on they, and not the program itself, make up the heap. */
    private static final long ENOUGH_TO_DIVIDE_BY = 100_000;

    private static final Map<String, ToDoubleFunction<Histogram>> FIGURES = figures();

    /** Figures that a narrow terminal can do without, the first one first. */
    private static final List<String> DISPENSABLE = List.of("p99.99", "mean", "p90", "p99.9");

    /**
     * The whole screen.
     *
     * @param saved files that were written; the JSON among them is the one that compares
     */
    public String text(Report report, List<Path> saved) {
        StringBuilder out = new StringBuilder();
        result(out, report);
        out.append('\n');
        LoadResult result = report.result();
        row(out, "connections", connections(result));
        latencies(out, result);
        if (Metric.sends(result.plan())) {
            row(out, "messages", messages(result));
        }
        Chat chat = result.chat();
        if (chat != null) {
            row(out, "chat", Report.parts(chat));
        }
        failures(out, result.failures());
        Drain drain = result.drain();
        if (drain != null) {
            row(out, "drain", drain(drain));
        }
        row(out, "generator", generator(report));
        saved(out, saved);
        return out.toString();
    }

    /** The result of nothing but thresholds. */
    void judged(StringBuilder out, List<Verdict> thresholds) {
        boolean good = thresholds.stream().noneMatch(Verdict::crossed);
        headline(out, good ? GREEN : RED, good ? "PASS" : "FAIL", held(thresholds));
        verdicts(out, thresholds);
    }

    private static String held(List<Verdict> thresholds) {
        long crossed = thresholds.stream().filter(Verdict::crossed).count();
        int all = thresholds.size();
        return all == 0
                ? "(no thresholds: --fail-if sets some)"
                : Text.format("(%d of %s held)", all - crossed, Text.plural(all, "threshold"));
    }

    private void result(StringBuilder out, Report report) {
        LoadResult result = report.result();
        String thresholds = held(report.thresholds());
        String after = "after " + Text.seconds(result.elapsedSeconds());
        switch (result.outcome()) {
            case RUNNING -> headline(out, BOLD, "RUNNING", after + " " + thresholds);
            case INTERRUPTED ->
                headline(out, YELLOW, "INTERRUPTED", after + ": what follows is the run so far " + thresholds);
            case ABORTED -> headline(out, RED, "ABORTED", after + ": what follows is the run so far " + thresholds);
            case COMPLETE -> {
                if (report.passed()) {
                    headline(out, GREEN, report.thresholds().isEmpty() ? "DONE" : "PASS", thresholds);
                } else {
                    headline(
                            out,
                            RED,
                            "FAIL",
                            result.connections().opened() == 0 ? "not one connection was opened" : thresholds);
                }
            }
        }
        verdicts(out, report);
    }

    private void headline(StringBuilder out, String colour, String word, String text) {
        out.append("RESULT  ")
                .append(Text.painted(colours, colour, word))
                .append("  ")
                .append(text)
                .append('\n');
    }

    private void verdicts(StringBuilder out, Report report) {
        List<Verdict> verdicts = new ArrayList<>(report.thresholds());
        Verdict abortedBy = report.abortedBy();
        if (abortedBy != null) {
            verdicts.add(
                    0,
                    new Verdict(
                            abortedBy.threshold(),
                            abortedBy.condition(),
                            abortedBy.crossed(),
                            abortedBy.actual() + ": --abort-if " + abortedBy.threshold(),
                            abortedBy.why()));
        }
        verdicts(out, verdicts);
    }

    private void verdicts(StringBuilder out, List<Verdict> verdicts) {
        int width =
                verdicts.stream().mapToInt(v -> v.condition().length()).max().orElse(0);
        for (Verdict verdict : verdicts) {
            out.append("  ")
                    .append(mark(verdict.crossed()))
                    .append(' ')
                    .append(Text.left(verdict.condition(), width))
                    .append("   ")
                    .append(verdict.actual())
                    .append('\n');
            if (!verdict.why().isEmpty()) {
                for (String line : Text.wrapped(verdict.why(), columns - 4)) {
                    out.append("    ").append(line).append('\n');
                }
            }
        }
    }

    private String mark(boolean crossed) {
        boolean symbols = charset.newEncoder().canEncode("\u2713\u2717");
        String mark = symbols ? (crossed ? "\u2717" : "\u2713") : crossed ? "FAIL" : "ok  ";
        return Text.painted(colours, crossed ? RED : GREEN, mark);
    }

    private static List<String> connections(LoadResult result) {
        Connections c = result.connections();
        List<String> parts = new ArrayList<>();
        parts.add(Text.format(
                "opened %,d%s in %s (%s%s)",
                c.opened(),
                c.opened() == c.asked() ? "" : Text.format(" of %,d asked", c.asked()),
                Text.seconds(c.rampSeconds()),
                Text.rate(result.rate().connectAchieved()),
                result.rate().connectAsked() == 0
                        ? ""
                        : " of " + Text.rate(result.rate().connectAsked()) + " asked"));
        parts.add(Text.format("failed %,d", c.failed()));
        parts.add(Text.format("lost %,d", c.lost()));
        if (result.plan().reconnect()) {
            parts.add(Text.format("reconnected %,d", c.reconnected()));
        }
        if (c.most() < c.opened()) {
            parts.add(Text.format("most at once %,d", c.most()));
        }
        if (c.unanswered() >= 0) {
            parts.add(
                    c.unanswered() == 0
                            ? "all answered at the end"
                            : Text.format("%,d unanswered at the end", c.unanswered()));
        }
        return parts;
    }

    private void latencies(StringBuilder out, LoadResult result) {
        Map<String, Histogram> rows = new LinkedHashMap<>();
        LoadResult.Latencies latencies = result.latencies();
        rows.put("connect", latencies.connect());
        boolean scheduled = result.plan().scenario() == LoadPlan.Scenario.HOLD
                || result.plan().rate() > 0;
        Chat chat = result.chat();
        if (chat != null) {
            rows.put("register", chat.register());
            rows.put("delivery, from schedule", latencies.fromSchedule());
            rows.put("to the last member", chat.lastMember());
        } else if (scheduled) {
            rows.put("echo, from schedule", latencies.fromSchedule());
            rows.put("echo, from send", latencies.fromSend());
        } else {
            rows.put("echo", latencies.fromSend());
        }
        rows.values().removeIf(histogram -> histogram.getTotalCount() == 0);
        if (rows.isEmpty()) {
            return;
        }
        int label = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        int count = Math.max(
                "count".length(),
                rows.values().stream()
                        .mapToInt(h -> Text.count(h.getTotalCount()).length())
                        .max()
                        .orElse(0));
        List<String> figures = new ArrayList<>(FIGURES.keySet());
        for (String dispensable : DISPENSABLE) {
            if (label + 2 + count + figures.size() * CELL_WIDTH > columns) {
                figures.remove(dispensable);
            }
        }
        StringBuilder heading = new StringBuilder(" ".repeat(label + 2)).append(Text.right("count", count));
        figures.forEach(figure -> heading.append(Text.right(figure, CELL_WIDTH)));
        out.append(Text.painted(colours, BOLD, heading.toString())).append('\n');
        rows.forEach((name, histogram) -> {
            out.append(Text.left(name, label + 2)).append(Text.right(Text.count(histogram.getTotalCount()), count));
            figures.forEach(figure -> out.append(Text.right(figure(figure, histogram), CELL_WIDTH)));
            out.append('\n');
        });
        if (rows.containsKey("echo, from schedule")) {
            for (String line : Text.wrapped(
                    "From schedule is what a user would wait: it counts the time a message was due but not yet sent.",
                    columns)) {
                out.append(Text.painted(colours, "2", line)).append('\n');
            }
        }
        out.append('\n');
    }

    private static String figure(String name, Histogram histogram) {
        ToDoubleFunction<Histogram> nanos = FIGURES.get(name);
        return nanos == null ? "" : Text.micros(nanos.applyAsDouble(histogram) / 1e3);
    }

    private static Map<String, ToDoubleFunction<Histogram>> figures() {
        Map<String, ToDoubleFunction<Histogram>> figures = new LinkedHashMap<>();
        figures.put("p50", histogram -> histogram.getValueAtPercentile(50));
        figures.put("p90", histogram -> histogram.getValueAtPercentile(90));
        figures.put("p99", histogram -> histogram.getValueAtPercentile(99));
        figures.put("p99.9", histogram -> histogram.getValueAtPercentile(99.9));
        figures.put("p99.99", histogram -> histogram.getValueAtPercentile(99.99));
        figures.put("max", Histogram::getMaxValue);
        figures.put("mean", Histogram::getMean);
        return figures;
    }

    private static List<String> messages(LoadResult result) {
        Messages m = result.messages();
        List<String> parts = new ArrayList<>(List.of(
                Text.format("sent %,d", m.sent()),
                Text.format("received %,d", m.received()),
                Text.format("missing %,d", m.missing()),
                Text.format("wrong %,d", m.wrong())));
        if (m.skipped() > 0) {
            parts.add(Text.format("not sent when due %,d", m.skipped()));
        }
        LoadResult.Rate rate = result.rate();
        parts.add(
                rate.asked() == 0
                        ? Text.rate(rate.achieved())
                        : Text.format(
                                "%s of %s asked (%s)",
                                Text.rate(rate.achieved()),
                                Text.rate(rate.asked()),
                                Text.share(rate.achieved(), rate.asked())));
        parts.add(Text.bytes(m.bytesSent()) + " out, " + Text.bytes(m.bytesReceived()) + " in");
        return parts;
    }

    private void failures(StringBuilder out, List<Failure> failures) {
        if (failures.isEmpty()) {
            row(out, "errors", List.of("none"));
            return;
        }
        int count = width(failures, failure -> Text.count(failure.count()));
        int code = width(failures, Failure::code);
        String label = Text.left("errors", LABEL_WIDTH);
        for (Failure failure : failures) {
            String what = Text.right(Text.count(failure.count()), count)
                    + " x " + Text.left(Text.plain(failure.event()), "connect".length())
                    + "  " + Text.left(Text.plain(failure.code()), code)
                    + "  ";
            paragraph(out, label + what, Text.plain(failure.text()));
            if (!failure.advice().isEmpty()) {
                paragraph(out, " ".repeat(LABEL_WIDTH + count) + " -> ", Text.plain(failure.advice()));
            }
            label = INDENT;
        }
    }

    private static int width(List<Failure> failures, Function<Failure, String> cell) {
        return failures.stream()
                .mapToInt(failure -> cell.apply(failure).length())
                .max()
                .orElse(0);
    }

    private void paragraph(StringBuilder out, String lead, String text) {
        String before = lead;
        for (String line : Text.wrapped(text, columns - lead.length())) {
            out.append(before).append(line).append('\n');
            before = " ".repeat(lead.length());
        }
    }

    private static List<String> drain(Drain drain) {
        List<String> parts = new ArrayList<>();
        parts.add(Text.format("the server closed %,d", drain.closed()));
        if (drain.closed() > 0) {
            parts.add("first after " + Text.seconds(drain.firstSeconds()));
            parts.add("last " + Text.seconds(drain.spreadSeconds()) + " later");
        }
        parts.add(
                drain.remained() == 0 ? "none remained" : Text.format("%,d remained until we left", drain.remained()));
        return parts;
    }

    private static List<String> generator(Report report) {
        LoadResult result = report.result();
        Generator g = result.generator();
        double cores = result.elapsedSeconds() > 0 ? g.cpuSeconds() / result.elapsedSeconds() : 0;
        List<String> parts = new ArrayList<>();
        parts.add(Text.plural(g.threads(), "thread"));
        parts.add(Text.format(
                "CPU %s (%.2f of %s)",
                Text.seconds(g.cpuSeconds()), cores, Text.plural(report.host().cores(), "core")));
        parts.add("RSS " + Text.bytes(g.residentBytes()));
        long most = result.connections().most();
        parts.add("heap " + Text.bytes(g.heapBytes()) + " with garbage"
                + (most < ENOUGH_TO_DIVIDE_BY
                        ? ""
                        : " (" + Text.plural(g.heapBytes() / most, "byte") + " per connection)"));
        if (result.messages().sent() > 0) {
            parts.add("largest lag " + Text.micros(g.maxLagMicros()));
        }
        if (cores >= BUSY * Math.min(g.threads(), report.host().cores())) {
            parts.add("BUSY: these latencies are as much its own as the server's");
        }
        return parts;
    }

    private void saved(StringBuilder out, List<Path> saved) {
        if (saved.isEmpty()) {
            return;
        }
        row(out, "saved", saved.stream().map(Path::toString).toList());
        saved.stream()
                .filter(path -> path.toString().endsWith(".json"))
                .findFirst()
                .ifPresent(json -> row(out, "compare", List.of("roost compare OLD.json " + json)));
    }

    private void row(StringBuilder out, String label, List<String> parts) {
        String lead = Text.left(label, LABEL_WIDTH);
        for (String parted : Text.joined(parts, "  ", columns - LABEL_WIDTH)) {
            for (String line : Text.wrapped(parted, columns - LABEL_WIDTH)) {
                out.append(lead).append(line).append('\n');
                lead = INDENT;
            }
        }
    }
}
