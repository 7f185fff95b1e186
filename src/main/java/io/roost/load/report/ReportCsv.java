package io.roost.load.report;

import io.roost.load.LoadResult.Second;
import java.io.IOException;
import java.io.Writer;

/** The run second by second, as comma-separated values under the names that the JSON gives them. */
public final class ReportCsv {
    private static final String HEADING =
            "second,phase,open,opening,opened,failed,lost,sent,received,wrong,p50Micros,p99Micros,maxMicros";

    private ReportCsv() {}

    /** Lines end in CR LF, as RFC 4180 has them. Leaves the writer open. */
    public static void write(Report report, Writer out) throws IOException {
        out.write(HEADING + "\r\n");
        for (Second second : report.result().series()) {
            out.write(Text.format(
                    "%d,%s,%d,%d,%d,%d,%d,%d,%d,%d,%.3f,%.3f,%.3f\r\n",
                    second.second(),
                    second.phase(),
                    second.open(),
                    second.opening(),
                    second.opened(),
                    second.failed(),
                    second.lost(),
                    second.sent(),
                    second.received(),
                    second.wrong(),
                    second.p50Micros(),
                    second.p99Micros(),
                    second.maxMicros()));
        }
        out.flush();
    }
}
