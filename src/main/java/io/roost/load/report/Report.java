package io.roost.load.report;

import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that has ended and what is thought of it: what every file and screen is made of.
 *
 * @param thresholds judged at the end; unmodifiable
 * @param abortedBy the condition that ended the run early; null when none did
 */
public record Report(
        LoadResult result,
        List<Verdict> thresholds,
        @Nullable Verdict abortedBy,
        Host host) {
    public Report {
        thresholds = List.copyOf(thresholds);
    }

    /** Judges a run that has ended. */
    public static Report of(LoadResult result, List<Threshold> thresholds, @Nullable Verdict abortedBy, Host host) {
        List<Verdict> verdicts =
                thresholds.stream().map(threshold -> threshold.evaluate(result)).toList();
        return new Report(result, verdicts, abortedBy, host);
    }

    /** Whether it ran to its end, with at least one connection, and crossed nothing. */
    public boolean passed() {
        return result.outcome() == Outcome.COMPLETE
                && result.connections().opened() > 0
                && thresholds.stream().noneMatch(Verdict::crossed);
    }

    /**
     * Where the generator ran.
     *
     * @param cores that the process may use
     * @param kernel its name and release
     * @param java the runtime's name and version
     * @param roost the version that wrote this
     */
    public record Host(int cores, String kernel, String java, String roost) {
        /** This process's. */
        public static Host here(String roostVersion) {
            return new Host(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("java.vm.name") + " " + Runtime.version(),
                    roostVersion);
        }
    }
}
