package io.roost.load.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Lines over two axes as inline SVG, coloured by the style of {@link Page}. */
final class Chart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int LEFT = 76;
    private static final int RIGHT = 14;
    private static final int TOP = 46;
    private static final int BOTTOM = 44;
    private static final int TICKS_PER_HALF_DISTANCE = 10;
    private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;

    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Line> lines = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Mark> hints = new ArrayList<>();

    Chart(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** A value that is NaN, and on a logarithmic axis one that is not positive, is a gap. */
    record Line(String name, List<Double> xs, List<Double> ys) {}

    private record Mark(double at, String text) {}

    /** How values become places: from 0 at {@code least} to 1 at {@code most}. */
    record Axis(
            String label,
            double least,
            double most,
            boolean logarithmic,
            List<Double> ticks,
            DoubleFunction<String> text) {
        /** From zero to what covers the values. */
        static Axis linear(String label, double most, DoubleFunction<String> text) {
            double top = most > 0 ? most : 1;
            double step = niceStep(top / 5);
            double end = Math.ceil(top / step - 1e-9) * step;
            List<Double> ticks = DoubleStream.iterate(0, tick -> tick <= end * (1 + 1e-9), tick -> tick + step)
                    .boxed()
                    .toList();
            return new Axis(label, 0, end, false, ticks, text);
        }

        /** Decades, and 2 and 5 between them when there are few. */
        static Axis logarithmic(String label, double least, double most, DoubleFunction<String> text) {
            double bottom = least > 0 ? least : 1;
            double top = Math.max(most, bottom * 1.01);
            boolean few = Math.log10(top / bottom) <= 2.5;
            List<Double> ticks = new ArrayList<>();
            for (double decade = Math.pow(10, Math.floor(Math.log10(bottom))); decade < top * 10; decade *= 10) {
                for (int digit : few ? new int[] {1, 2, 5} : new int[] {1}) {
                    ticks.add(decade * digit);
                }
            }
            double first =
                    ticks.stream().filter(tick -> tick <= bottom * 1.0001).reduce(bottom, (a, b) -> b);
            double last = ticks.stream()
                    .filter(tick -> tick >= top * 0.9999)
                    .findFirst()
                    .orElse(top);
            ticks.removeIf(tick -> tick < first || tick > last);
            return new Axis(label, first, last, true, ticks, text);
        }

        /** Since the start of a run. */
        static Axis time(double seconds) {
            double[] steps = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400};
            double end = Math.max(1, seconds);
            double step =
                    Arrays.stream(steps).filter(s -> end / s <= 10).findFirst().orElse(niceStep(end / 8));
            List<Double> ticks = DoubleStream.iterate(0, tick -> tick <= end, tick -> tick + step)
                    .boxed()
                    .toList();
            return new Axis("time since the start (minutes:seconds)", 0, end, false, ticks, Axis::clock);
        }

        /**
         * Percentiles by nines: each step to the right has a tenth of the values that the last one had. A place is
         * 1 / (1 - p), as the last column of a .hgrm file.
         */
        static Axis nines(double values) {
            int decades = (int) Math.max(2, Math.ceil(Math.log10(Math.max(1, values))));
            List<Double> ticks = new ArrayList<>(List.of(1.0, 2.0));
            for (int decade = 1; decade <= decades; decade++) {
                ticks.add(Math.pow(10, decade));
            }
            return new Axis("percentile", 1, Math.pow(10, decades), true, ticks, Axis::percentile);
        }

        private static String percentile(double place) {
            return Text.format("%.8f", 100 - 100 / place).replaceAll("\\.?0+$", "") + "%";
        }

        private static String clock(double seconds) {
            long whole = Math.round(seconds);
            return whole < 3600
                    ? Text.format("%d:%02d", whole / 60, whole % 60)
                    : Text.format("%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60);
        }

        private static double niceStep(double rough) {
            double decade = Math.pow(10, Math.floor(Math.log10(rough)));
            double lead = rough / decade;
            return decade * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
        }

        double place(double value) {
            return logarithmic ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
        }

        boolean has(double value) {
            return !Double.isNaN(value) && (!logarithmic || value > 0);
        }
    }

    Chart line(Line line) {
        lines.add(line);
        return this;
    }

    /** The percentile curve of a histogram of nanoseconds, by nines, in microseconds. */
    static Line percentiles(String name, Histogram nanos) {
        List<Double> places = new ArrayList<>();
        List<Double> micros = new ArrayList<>();
        double last = (double) nanos.getTotalCount();
        for (HistogramIterationValue step : nanos.percentiles(TICKS_PER_HALF_DISTANCE)) {
            double rest = 1 - step.getPercentileLevelIteratedTo() / 100;
            // the largest value stands where one of all remains: 100% would be infinitely far
            places.add(rest <= 0 ? last : Math.min(last, 1 / rest));
            micros.add(step.getValueIteratedTo() / 1e3);
        }
        return new Line(name, places, micros);
    }

    /** A vertical line with a word beside it. */
    void mark(double at, String text) {
        marks.add(new Mark(at, text));
    }

    /** What a pointer that rests there is told. */
    void hint(double at, String text) {
        hints.add(new Mark(at, text));
    }

    String svg() {
        StringBuilder out = new StringBuilder();
        out.append(Text.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", WIDTH, HEIGHT, Page.escape(title)));
        text(out, LEFT, 18, "start", title, " class=\"t\"");
        grid(out);
        marks(out);
        for (int i = 0; i < lines.size(); i++) {
            draw(out, i);
        }
        legend(out);
        hints(out);
        return out.append("</svg>").toString();
    }

    private void grid(StringBuilder out) {
        for (double tick : y.ticks()) {
            double at = down(tick);
            stroke(out, y.place(tick) == 0 ? "axis" : "grid", LEFT, at, WIDTH - RIGHT, at);
            text(out, LEFT - 8, at + 4, "end", y.text().apply(tick).replaceFirst("\\.0+(?=[a-z])", ""), "");
        }
        for (double tick : x.ticks()) {
            double at = across(tick);
            stroke(out, "axis", at, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 4);
            text(
                    out,
                    at,
                    HEIGHT - BOTTOM + 18,
                    at > WIDTH - 60 ? "end" : "middle",
                    x.text().apply(tick),
                    "");
        }
        text(out, LEFT + PLOT_WIDTH / 2.0, HEIGHT - 6, "middle", x.label(), "");
        text(
                out,
                14,
                TOP + PLOT_HEIGHT / 2.0,
                "middle",
                y.label(),
                Text.format(" transform=\"rotate(-90 14 %.1f)\"", TOP + PLOT_HEIGHT / 2.0));
    }

    private void marks(StringBuilder out) {
        double free = 0;
        for (Mark mark : marks) {
            double at = across(mark.at());
            stroke(out, "phase", at, TOP - 4, at, HEIGHT - BOTTOM);
            if (at >= free) {
                text(out, at + 4, TOP - 6, "start", mark.text(), "");
                free = at + 10 + 7.0 * mark.text().length();
            }
        }
    }

    private void draw(StringBuilder out, int index) {
        Line line = lines.get(index);
        StringBuilder path = new StringBuilder();
        int run = 0;
        for (int i = 0; i <= line.xs().size(); i++) {
            if (i < line.xs().size()
                    && y.has(line.ys().get(i))
                    && x.has(line.xs().get(i))) {
                path.append(run == 0 ? "M" : "L").append(point(line, i, "%.1f %.1f"));
                run++;
            } else {
                if (run == 1) {
                    // alone between two gaps: a path of one point would not be seen
                    out.append("<circle class=\"dot s").append(index).append("\" r=\"2.5\" ");
                    out.append(point(line, i - 1, "cx=\"%.1f\" cy=\"%.1f\"/>\n"));
                }
                run = 0;
            }
        }
        if (path.length() > 0) {
            out.append("<path class=\"s s")
                    .append(index)
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>\n");
        }
    }

    private String point(Line line, int index, String format) {
        return Text.format(format, across(line.xs().get(index)), down(line.ys().get(index)));
    }

    private void legend(StringBuilder out) {
        double right = WIDTH - RIGHT;
        for (int i = lines.size() - 1; i >= 0; i--) {
            String name = lines.get(i).name();
            text(out, right, 18, "end", name, "");
            right -= 6.3 * name.length() + 8;
            stroke(out, "s s" + i, right - 26, 14, right, 14);
            right -= 26 + 18;
        }
    }

    private void hints(StringBuilder out) {
        double width = hints.isEmpty() ? 0 : (double) PLOT_WIDTH / hints.size();
        for (Mark hint : hints) {
            double from = Math.max(LEFT, across(hint.at()) - width / 2);
            out.append(Text.format(
                    "<rect class=\"hit\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>\n",
                    from, TOP, Math.min(width, WIDTH - RIGHT - from), PLOT_HEIGHT, Page.escape(hint.text())));
        }
    }

    private double across(double value) {
        return LEFT + PLOT_WIDTH * Math.max(0, Math.min(1, x.place(value)));
    }

    private double down(double value) {
        return TOP + PLOT_HEIGHT * (1 - Math.max(0, Math.min(1, y.place(value))));
    }

    private static void stroke(StringBuilder out, String style, double x1, double y1, double x2, double y2) {
        out.append(Text.format("<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n", style, x1, y1, x2, y2));
    }

    private static void text(StringBuilder out, double x, double y, String anchor, String text, String more) {
        out.append(Text.format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n", x, y, anchor, more, Page.escape(text)));
    }
}
