package io.roost.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.roost.metrics.LoopCounter;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is plotted, of the last minutes: a ring of numbers, since a ring of samples would be large. One thread. */
final class History {
    /** Samples, so seconds. */
    private static final int LENGTH = 300;

    /** The curves, by the names that the page knows. */
    private static final List<Series> CURVES = List.of(
            new Series("timeMs", 0, Sample::timeMs),
            new Series("connections", 0, Sample::connections),
            new Series("opened", 0, sample -> sample.rate(LoopCounter.OPENED)),
            new Series("closed", 0, Sample::closedRate),
            new Series("accept", 0, sample -> sample.rate(LoopCounter.CAUSE_ACCEPT)),
            new Series("data", 0, sample -> sample.rate(LoopCounter.CAUSE_DATA)),
            new Series("space", 0, sample -> sample.rate(LoopCounter.CAUSE_SPACE)),
            new Series("close", 0, sample -> sample.rate(LoopCounter.CAUSE_CLOSE)),
            new Series("resident", 0, sample -> sample.memory().resident()),
            new Series("heap", 0, sample -> sample.memory().heap()),
            new Series("busy", 3, Sample::busiest),
            new Series("queued", 0, Sample::queuedBytes));

    private final double[][] values = new double[CURVES.size()][LENGTH];
    private long count;

    private record Series(String name, int decimals, ToDoubleFunction<Sample> value) {}

    void add(Sample sample) {
        int slot = (int) (count++ % LENGTH);
        for (int i = 0; i < values.length; i++) {
            values[i][slot] = CURVES.get(i).value().applyAsDouble(sample);
        }
    }

    /** One array for each curve, oldest first. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            Series series = CURVES.get(i);
            json.writeArrayFieldStart(series.name());
            for (long at = Math.max(0, count - LENGTH); at < count; at++) {
                SampleJson.number(json, values[i][(int) (at % LENGTH)], series.decimals());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
