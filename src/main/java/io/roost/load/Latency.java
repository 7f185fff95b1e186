package io.roost.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** A latency as a loop records it, in nanoseconds. Recorded by one thread, taken by another. */
public final class Latency {
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(DIGITS);

    public void record(long nanos) {
        recorder.recordValue(Math.max(0, nanos));
    }

    /** The same value several times. */
    public void record(long nanos, int times) {
        recorder.recordValueWithCount(Math.max(0, nanos), times);
    }

    /** Moves what has been recorded since the last call into {@code into}. */
    public void moveTo(Histogram into) {
        into.add(recorder.getIntervalHistogram());
    }

    /** One of the same resolution. */
    public static Histogram empty() {
        return new Histogram(DIGITS);
    }
}
