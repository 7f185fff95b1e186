package io.roost.cli.load;

import io.roost.cli.ExitCode;
import io.roost.cli.Terminal;
import io.roost.cli.Version;
import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.report.Report;
import io.roost.load.report.ReportCsv;
import io.roost.load.report.ReportFile;
import io.roost.load.report.ReportHgrm;
import io.roost.load.report.ReportHtml;
import io.roost.load.report.ReportJson;
import io.roost.load.report.SummaryScreen;
import io.roost.load.report.Threshold;
import io.roost.load.report.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is judged and written at the end of a run, and what would end it early. Looked at before the run: nobody waits half an hour for a typing error. */
final class Reports {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private final List<Threshold> failIf;
    private final List<Threshold> abortIf;
    private final Map<Path, Form> files;
    private @Nullable Verdict abortedBy;

    /** How a report is written. */
    private interface Form {
        void write(Report report, java.io.Writer out) throws IOException;
    }

    private Reports(List<Threshold> failIf, List<Threshold> abortIf, Map<Path, Form> files) {
        this.failIf = failIf;
        this.abortIf = abortIf;
        this.files = files;
    }

    /**
     * Understands the conditions and tries the files.
     *
     * @throws IllegalArgumentException for a condition that is none or that this plan cannot answer
     * @throws IOException for a file that could not be written, naming it and the cause
     */
    static Reports of(LoadOptions options, LoadPlan plan) throws IOException {
        List<Threshold> failIf = new ArrayList<>();
        if (!options.withoutDefaults) {
            failIf.addAll(Threshold.defaults(plan));
        }
        failIf.addAll(conditions(options.failIf, plan));
        Map<Path, Form> files = new LinkedHashMap<>();
        put(files, options.json, ReportJson::write);
        put(files, options.csv, ReportCsv::write);
        put(files, options.hgrm, ReportHgrm::write);
        put(files, options.html, ReportHtml::write);
        for (Path file : files.keySet()) {
            if (!file.equals(STANDARD_OUTPUT)) {
                ReportFile.checkWritable(file);
            }
        }
        return new Reports(failIf, conditions(options.abortIf, plan), files);
    }

    private static void put(Map<Path, Form> files, @Nullable Path file, Form form) {
        if (file != null && files.put(file, form) != null) {
            throw new IllegalArgumentException(file + " is to be two reports at once (expected: a file for each)");
        }
    }

    private static List<Threshold> conditions(List<String> texts, LoadPlan plan) {
        List<Threshold> conditions = new ArrayList<>();
        for (String text : texts) {
            Threshold condition = Threshold.parse(text);
            String unanswerable = condition.unanswerable(plan);
            if (unanswerable != null) {
                throw new IllegalArgumentException(unanswerable);
            }
            conditions.add(condition);
        }
        return conditions;
    }

    /** Whether a condition of {@code --abort-if} holds by now. */
    boolean isToAbort(LoadResult soFar) {
        for (Threshold threshold : abortIf) {
            Verdict verdict = threshold.evaluate(soFar);
            if (verdict.crossed()) {
                abortedBy = verdict;
                return true;
            }
        }
        return false;
    }

    /** Shows and writes. Returns the exit code. */
    int publish(LoadResult result, PrintWriter out, PrintWriter err, Terminal terminal) {
        Report report = Report.of(result, failIf, abortedBy, Report.Host.here(Version.text()));
        List<Path> saved = new ArrayList<>();
        boolean isComplete = true;
        boolean isScreenFree = true;
        for (Map.Entry<Path, Form> file : files.entrySet()) {
            try {
                if (file.getKey().equals(STANDARD_OUTPUT)) {
                    isScreenFree = false;
                    file.getValue().write(report, out);
                } else {
                    ReportFile.write(file.getKey(), writer -> file.getValue().write(report, writer));
                    saved.add(file.getKey());
                }
            } catch (IOException e) {
                err.println("roost load: " + e.getMessage());
                isComplete = false;
            }
        }
        // Standard output belongs to the report that was asked for there.
        PrintWriter screen = isScreenFree ? out : err;
        screen.print(new SummaryScreen(terminal.columns(), terminal.colours() && isScreenFree, Charset.defaultCharset())
                .text(report, saved));
        screen.flush();
        out.flush();
        return isComplete ? exitCode(report) : ExitCode.INTERNAL;
    }

    private static int exitCode(Report report) {
        return switch (report.result().outcome()) {
            case ABORTED -> ExitCode.ABORTED;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case COMPLETE, RUNNING ->
                report.thresholds().stream().anyMatch(Verdict::crossed) ? ExitCode.THRESHOLD : ExitCode.OK;
        };
    }
}
