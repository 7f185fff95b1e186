package io.roost.load.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The echo's latencies from their schedule, in milliseconds, as HdrHistogram prints percentiles: what its plotters
 * take as a .hgrm file.
 */
public final class ReportHgrm {
    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    private ReportHgrm() {}

    /** Leaves the writer open. */
    public static void write(Report report, Writer out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream lines = new PrintStream(bytes, false, StandardCharsets.US_ASCII)) {
            report.result()
                    .latencies()
                    .fromSchedule()
                    .outputPercentileDistribution(lines, TICKS_PER_HALF_DISTANCE, NANOS_PER_MILLI);
        }
        out.write(bytes.toString(StandardCharsets.US_ASCII));
        out.flush();
    }
}
