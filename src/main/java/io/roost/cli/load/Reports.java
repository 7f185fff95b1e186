package io.roost.cli.load;

import io.roost.cli.ExitCode;
import io.roost.cli.Terminal;
import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import java.io.IOException;
import java.io.PrintWriter;

/** Stand-in until the reports room is merged. */
final class Reports {
    private Reports() {}

    static Reports of(LoadOptions options, LoadPlan plan) throws IOException {
        return new Reports();
    }

    boolean isToAbort(LoadResult soFar) {
        return false;
    }

    int publish(LoadResult result, PrintWriter out, PrintWriter err, Terminal terminal) {
        out.println(result.connections());
        out.println(result.messages());
        out.println(result.rate());
        out.println(result.failures());
        out.println(result.generator());
        out.println(result.drain());
        var h = result.latencies().fromSchedule();
        out.printf(
                "p50 %.1f p99 %.1f max %.1f us%n",
                h.getValueAtPercentile(50) / 1e3, h.getValueAtPercentile(99) / 1e3, h.getMaxValue() / 1e3);
        out.flush();
        return ExitCode.OK;
    }
}
