package io.roost.load.report;

import io.roost.load.LoadResult.Second;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How far two runs' figures may lie apart for no reason but chance, told from how much each swings within itself.
 *
 * <p>Neighbouring seconds are alike: a garbage collection or a busy neighbour slows several of them, so that their
 * plain standard error would promise too much. Hence batch means, as simulations are judged: the measured seconds are
 * cut into ten stretches, and only the stretches count as independent. For medians, averages and rates the error of
 * the difference is Welch's, for the two runs need not swing alike. A maximum is one draw, not an average, so for the
 * far tail the spread of the stretches' own maxima is taken as it is.
 *
 * <p>A difference counts from 3.5 such errors on. Student's t for ten stretches asks 2.9 at 99%; the rest is for the
 * dozen figures that are looked at together. What differs from one start of a process to the next, no single run
 * shows.
 */
final class Noise {
    private static final int MOST_STRETCHES = 10;
    private static final int LEAST_STRETCHES = 5;
    private static final double ERRORS = 3.5;

    /** Below it nobody cares, and the histograms' own resolution is near. */
    private static final double LEAST_SHARE = 0.01;

    private final double share;

    private Noise(double share) {
        this.share = share;
    }

    /** Of what happens in a second, on average; a second without any is one of them. */
    static Noise ofCounts(List<Second> a, List<Second> b, ToDoubleFunction<Second> count) {
        return of(values(a, count), values(b, count), false);
    }

    /** Of a latency, on average; a second that measured none is left out. */
    static Noise ofLatencies(List<Second> a, List<Second> b, ToDoubleFunction<Second> micros) {
        return of(positive(values(a, micros)), positive(values(b, micros)), false);
    }

    /** Of the largest latency of all. */
    static Noise ofLargest(List<Second> a, List<Second> b, ToDoubleFunction<Second> micros) {
        return of(positive(values(a, micros)), positive(values(b, micros)), true);
    }

    static Noise unknown() {
        return new Noise(Double.NaN);
    }

    private static double[] values(List<Second> series, ToDoubleFunction<Second> value) {
        return series.stream().mapToDouble(value).toArray();
    }

    private static double[] positive(double[] values) {
        return Arrays.stream(values).filter(value -> value > 0).toArray();
    }

    private static Noise of(double[] a, double[] b, boolean largest) {
        double[] ofA = stretches(a, largest);
        double[] ofB = stretches(b, largest);
        if (Math.min(ofA.length, ofB.length) < LEAST_STRETCHES || mean(ofA) == 0) {
            return unknown();
        }
        double error =
                Math.sqrt(variance(ofA) / (largest ? 1 : ofA.length) + variance(ofB) / (largest ? 1 : ofB.length));
        return new Noise(Math.max(LEAST_SHARE, ERRORS * error / mean(ofA)));
    }

    /** Whether the runs were long enough to tell. */
    boolean known() {
        return !Double.isNaN(share);
    }

    /** Of A's figure. */
    double share() {
        return share;
    }

    private static double[] stretches(double[] measured, boolean largest) {
        int count = Math.min(MOST_STRETCHES, measured.length);
        return IntStream.range(0, count)
                .mapToDouble(i -> {
                    IntStream seconds = IntStream.range(
                            (int) ((long) i * measured.length / count), (int) ((i + 1L) * measured.length / count));
                    return largest
                            ? seconds.mapToDouble(second -> measured[second])
                                    .max()
                                    .orElse(0)
                            : seconds.mapToDouble(second -> measured[second])
                                    .average()
                                    .orElse(0);
                })
                .toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }
}
