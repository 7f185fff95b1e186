package io.roost.load.report;

import io.roost.load.report.Threshold.Limit;
import io.roost.load.report.Threshold.Operator;
import io.roost.load.report.Threshold.Parts;
import org.jspecify.annotations.Nullable;

/**
 * A condition under which B is worse than A by more than it may: {@code p99>+10%}, {@code rate<-5%}, {@code
 * max>+5ms}, {@code lost>+0}. Without a sign it is a {@link Threshold}, and B is judged alone.
 */
public final class RelativeThreshold {
    private final @Nullable Threshold absolute;
    private final Metric metric;
    private final Operator operator;
    private final String sign;
    private final Limit limit;

    private RelativeThreshold(@Nullable Threshold absolute, Parts parts, String sign, Limit limit) {
        this.absolute = absolute;
        this.metric = parts.metric();
        this.operator = parts.operator();
        this.sign = sign;
        this.limit = limit;
    }

    /**
     * Parses one condition.
     *
     * @throws IllegalArgumentException naming the part that is wrong and what was expected
     */
    public static RelativeThreshold parse(String text) {
        Parts parts = Parts.of(text);
        boolean relative = parts.limit().startsWith("+") || parts.limit().startsWith("-");
        String sign = relative ? parts.limit().substring(0, 1) : "";
        String rest = parts.limit().substring(sign.length()).trim();
        Limit limit = Limit.of(text, parts.metric(), rest, relative);
        return new RelativeThreshold(relative ? null : Threshold.parse(text), parts, sign, limit);
    }

    /** A figure that one of the runs has not measured counts as crossed. */
    public Verdict evaluate(Comparison comparison) {
        if (absolute != null) {
            return absolute.evaluate(comparison.b().result());
        }
        double a = metric.in().apply(comparison.a().result()).value();
        double b = metric.in().apply(comparison.b().result()).value();
        double signed = sign.equals("-") ? -limit.value() : limit.value();
        double bound = limit.share() ? a * (1 + signed / 100) : a + signed;
        String condition = metric.name() + " " + operator.opposite + " A " + sign + limit.text(metric);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return new Verdict(toString(), condition, true, "not measured in " + (Double.isNaN(a) ? "A" : "B"), "");
        }
        String delta = a == b ? "0%" : Comparison.delta(metric, a, b);
        String actual = metric.text(a) + " -> " + metric.text(b) + " (" + delta + ")";
        return new Verdict(toString(), condition, operator.holds(b, bound), actual, "");
    }

    /** As parsed, in lower case and without spaces. */
    @Override
    public String toString() {
        return metric.name() + operator.sign + sign + limit;
    }
}
