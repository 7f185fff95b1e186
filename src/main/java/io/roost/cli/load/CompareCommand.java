package io.roost.cli.load;

import io.roost.cli.ExitCode;
import io.roost.cli.Terminal;
import io.roost.load.report.Comparison;
import io.roost.load.report.ComparisonHtml;
import io.roost.load.report.ComparisonScreen;
import io.roost.load.report.RelativeThreshold;
import io.roost.load.report.ReportFile;
import io.roost.load.report.ReportReader;
import io.roost.load.report.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roost compare A.json B.json}: what changed from one run to another, and whether it is more than noise. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares two runs that roost load --json has written: each figure, its change, and a verdict.",
        footer =
                "%nExit codes: 0 compared, 1 a file could not be written, 2 wrong arguments or files, 99 a condition of"
                        + " --fail-if holds")
public final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A.json", description = "The run to compare with.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path before;

    @Parameters(index = "1", paramLabel = "B.json", description = "The run that is judged.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path after;

    @Option(
            names = "--fail-if",
            paramLabel = "CONDITION",
            description = "Exit 99 if it holds for B, such as p99>+10%%, rate<-5%% or, of B alone, lost>0; repeatable.")
    private List<String> failIf = new ArrayList<>();

    @Option(names = "--html", paramLabel = "FILE", description = "Write one page with both percentile curves.")
    private @Nullable Path html;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Comparison comparison;
        List<Verdict> verdicts = new ArrayList<>();
        try {
            List<RelativeThreshold> thresholds =
                    failIf.stream().map(RelativeThreshold::parse).toList();
            comparison = new Comparison(
                    before.toString(), ReportReader.read(before), after.toString(), ReportReader.read(after));
            for (RelativeThreshold threshold : thresholds) {
                verdicts.add(threshold.evaluate(comparison));
            }
        } catch (IllegalArgumentException | ReportReader.UnreadableException e) {
            err.println(e.getMessage());
            return ExitCode.USAGE;
        }
        Terminal terminal = Terminal.ofStandardOutput();
        PrintWriter out = spec.commandLine().getOut();
        out.print(new ComparisonScreen(terminal.columns(), terminal.colours(), Charset.defaultCharset())
                .text(comparison, verdicts));
        out.flush();
        if (html != null) {
            try {
                ReportFile.write(html, writer -> ComparisonHtml.write(comparison, verdicts, writer));
            } catch (IOException e) {
                err.println(e.getMessage());
                return ExitCode.INTERNAL;
            }
        }
        return verdicts.stream().anyMatch(Verdict::crossed) ? ExitCode.THRESHOLD : ExitCode.OK;
    }
}
