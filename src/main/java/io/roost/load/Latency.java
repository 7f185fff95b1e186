package io.roost.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** A latency as a loop records it, in nanoseconds. Recorded by one thread, taken by another. */
final class Latency {
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(DIGITS);

    void record(long nanos) {
        recorder.recordValue(Math.max(0, nanos));
    }

    /** Moves what has been recorded since the last call into {@code into}. */
    void moveTo(Histogram into) {
        into.add(recorder.getIntervalHistogram());
    }

    static Histogram empty() {
        return new Histogram(DIGITS);
    }
}
