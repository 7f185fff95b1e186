package io.roost.load.report;

import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.report.Metric.Amount;
import io.roost.load.report.Metric.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition under which a run fails or is given up: {@code p99>50ms}, {@code lost>0.1%}, {@code connections<1m}.
 *
 * <p>Latencies are compared at the histogram's resolution of three significant digits, each bucket by its upper end.
 */
public final class Threshold {
    private static final Pattern FORM = Pattern.compile("([^<>=]*)(>=|<=|>|<)([^<>=]*)");
    static final Pattern LIMIT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([a-z%/]*)");

    private final Metric metric;
    private final Operator operator;
    private final Limit limit;

    private Threshold(Metric metric, Operator operator, Limit limit) {
        this.metric = metric;
        this.operator = operator;
        this.limit = limit;
    }

    enum Operator {
        ABOVE(">", "<="),
        AT_LEAST(">=", "<"),
        BELOW("<", ">="),
        AT_MOST("<=", ">");

        final String sign;
        final String opposite;

        Operator(String sign, String opposite) {
            this.sign = sign;
            this.opposite = opposite;
        }

        static Operator of(String sign) {
            for (Operator operator : values()) {
                if (operator.sign.equals(sign)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case ABOVE -> value > limit;
                case AT_LEAST -> value >= limit;
                case BELOW -> value < limit;
                case AT_MOST -> value <= limit;
            };
        }

        boolean findsTooLittle() {
            return this == BELOW || this == AT_MOST;
        }
    }

    /** A threshold's parts before its limit is understood. */
    record Parts(Metric metric, Operator operator, String limit) {
        static Parts of(String text) {
            Matcher form = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
            if (!form.matches()) {
                throw refused(text, "expected: a metric, one of > >= < <=, and a limit, such as p99>50ms or lost>0.1%");
            }
            String name = form.group(1).trim();
            Metric metric = Metric.named(name);
            if (metric == null) {
                String near = Metric.near(name);
                throw refused(
                        text,
                        (name.isEmpty() ? "the metric is missing" : "no metric is named '" + name + "'")
                                + (near == null ? "" : "; did you mean " + near + "?")
                                + " (expected: " + Metric.KNOWN + ")");
            }
            return new Parts(metric, Operator.of(form.group(2)), form.group(3).trim());
        }
    }

    /**
     * What the figure is compared with.
     *
     * @param number as written
     * @param unit us, ms, s, %, k, m or nothing
     */
    record Limit(BigDecimal number, String unit) {
        /**
         * Parses it.
         *
         * @param shares whether per cent stands for something, though the metric itself be no share
         */
        static Limit of(String threshold, Metric metric, String text, boolean shares) {
            Matcher limit = LIMIT.matcher(text);
            if (limit.matches()) {
                String unit = limit.group(2);
                String bare =
                        metric.kind() == Kind.RATE && unit.endsWith("/s") ? unit.substring(0, unit.length() - 2) : unit;
                if (units(metric).contains(bare) || (shares && bare.equals("%"))) {
                    return new Limit(new BigDecimal(limit.group(1)), bare);
                }
            }
            throw refused(
                    threshold,
                    "the limit '" + text + "' is none for " + metric.name() + " (expected: " + expected(metric)
                            + (shares ? ", or a share of A's such as 10%)" : ")"));
        }

        private static List<String> units(Metric metric) {
            return switch (metric.kind()) {
                case TIME -> List.of("us", "ms", "s");
                case COUNT, RATE -> List.of("", "k", "m", "%");
            };
        }

        static String expected(Metric metric) {
            return switch (metric.kind()) {
                case TIME -> "a time in us, ms or s such as 50ms";
                case COUNT -> "a count such as 1000, 50k or 1m, or a share such as 0.1%";
                case RATE -> "a number per second such as 1000 or 50k, or a share of what was asked such as 99%";
            };
        }

        boolean share() {
            return unit.equals("%");
        }

        /** In microseconds, per second, a count or per cent. */
        double value() {
            return number.doubleValue()
                    * switch (unit) {
                        case "k", "ms" -> 1e3;
                        case "m", "s" -> 1e6;
                        default -> 1;
                    };
        }

        String text(Metric metric) {
            return switch (unit) {
                case "us", "ms", "s", "%" -> this.toString();
                default ->
                    Text.format("%,.9f", value()).replaceAll("\\.?0+$", "") + (metric.kind() == Kind.RATE ? "/s" : "");
            };
        }

        @Override
        public String toString() {
            return number.toPlainString() + unit;
        }
    }

    /**
     * Parses one condition.
     *
     * @throws IllegalArgumentException naming the part that is wrong and what was expected
     */
    public static Threshold parse(String text) {
        Parts parts = Parts.of(text);
        return new Threshold(parts.metric(), parts.operator(), Limit.of(text, parts.metric(), parts.limit(), false));
    }

    /**
     * What fails a run though nobody asked: a wrong answer, a chat's lost user and lost, doubled or disordered message, and, where messages have a schedule, less than 99% of it
     * kept, for then the latencies are those of an easier run than the one that was asked for.
     */
    public static List<Threshold> defaults(LoadPlan plan) {
        List<Threshold> defaults = new ArrayList<>();
        if (Metric.sends(plan)) {
            defaults.add(parse("wrong>0"));
        }
        if (plan.scenario() == LoadPlan.Scenario.CHAT) {
            defaults.add(parse("lost>0"));
            if (Metric.sends(plan)) {
                defaults.add(parse("missing>0"));
                defaults.add(parse("duplicate>0"));
                defaults.add(parse("outoforder>0"));
            }
        }
        if (plan.scenario() != LoadPlan.Scenario.HOLD && plan.rate() > 0) {
            defaults.add(parse("rate<99%"));
        }
        return List.copyOf(defaults);
    }

    /**
     * Why no run of this plan can be judged by it, to be told before the run; null when all can. Judged all the same,
     * such a run has crossed it.
     */
    public @Nullable String unanswerable(LoadPlan plan) {
        String why = metric.missingFrom(plan, limit.share());
        return why == null ? null : "'" + this + "' can't be judged: " + why;
    }

    /**
     * Judges a run, or what it has shown so far. While it runs, nothing is crossed by what was not measured yet: by
     * messages whose answer is under way, or by too few connections before each was tried. When it has ended, what
     * was never measured counts as crossed: a gate must not pass for want of a measurement.
     */
    public Verdict evaluate(LoadResult result) {
        Amount amount = metric.in().apply(result);
        boolean running = result.outcome() == Outcome.RUNNING;
        double value = limit.share() ? 100.0 * amount.part() / amount.whole() : amount.value();
        // 0 of 0 is NaN as well: a share of nothing is not measured either
        boolean measured = !Double.isNaN(value) && !Double.isInfinite(value);
        boolean judged = metric.canBeJudged(result, operator.findsTooLittle());
        boolean crossed = measured ? judged && operator.holds(value, limit.value()) : !running;
        return new Verdict(toString(), condition(), crossed, actual(amount, measured), why(crossed && measured));
    }

    private String condition() {
        return metric.name() + " " + operator.opposite + " " + limit.text(metric);
    }

    private String actual(Amount amount, boolean measured) {
        if (!measured) {
            return "not measured";
        }
        if (!limit.share()) {
            return metric.text(amount.value());
        }
        return Text.format(
                "%s (%s of %s %s)",
                Text.share(amount.part(), amount.whole()),
                metric.text(amount.part()),
                metric.text(amount.whole()),
                amount.of());
    }

    private String why(boolean crossed) {
        if (!crossed) {
            return "";
        }
        return switch (metric.name()) {
            case "rate" ->
                operator.findsTooLittle()
                        ? "the generator or the server did not keep the schedule: compare the largest lag and the CPU below"
                        : "";
            case "wrong" -> "the server sent back other bytes than it was sent";
            default -> "";
        };
    }

    static IllegalArgumentException refused(String threshold, String why) {
        return new IllegalArgumentException("threshold '" + threshold + "': " + why);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Threshold threshold && toString().equals(threshold.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** As parsed, in lower case and without spaces. */
    @Override
    public String toString() {
        return metric.name() + operator.sign + limit;
    }
}
