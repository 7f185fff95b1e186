package io.roost.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFileTest {
    private final Path directory;

    ReportFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void write_whenDone_thenTheFileAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("run.json"), "old");

        ReportFile.checkWritable(file);
        ReportFile.write(file, out -> out.write("new \u2603"));

        assertThat(file).hasContent("new \u2603");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void write_whenItBreaksOff_thenTheOldFileIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("run.json"), "old");

        assertThatThrownBy(() -> ReportFile.write(file, out -> {
                    out.write("half");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + file + ": No space left on device");

        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void write_whenALink_thenWhatItLeadsToIsReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("run-1.json"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("last.json"), file);

        ReportFile.write(link, out -> out.write("new"));

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void write_whenADevice_thenItIsNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");

        ReportFile.checkWritable(device);
        ReportFile.write(device, out -> out.write("gone"));

        assertThat(Files.isRegularFile(device, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void checkWritable_whenPossible_thenNothingIsLeftBehind() throws IOException {
        assertThatCode(() -> ReportFile.checkWritable(directory.resolve("run.json")))
                .doesNotThrowAnyException();

        assertThat(files()).isEmpty();
    }

    @Test
    void checkWritable_whenImpossible_thenNamesPathAndCause() throws IOException {
        Path nowhere = directory.resolve("no/run.json");
        Path below = Files.writeString(directory.resolve("file"), "").resolve("run.json");

        assertThatThrownBy(() -> ReportFile.checkWritable(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + nowhere + ": no such directory: " + directory.resolve("no"));
        assertThatThrownBy(() -> ReportFile.checkWritable(directory))
                .hasMessage("cannot write " + directory + ": it is a directory");
        assertThatThrownBy(() -> ReportFile.checkWritable(below))
                .hasMessage("cannot write " + below + ": Not a directory");
        assertThatThrownBy(() -> ReportFile.write(nowhere, out -> out.write("x")))
                .hasMessageStartingWith("cannot write " + nowhere + ": no such directory");
    }

    @Test
    void csv_whenWritten_thenALinePerSecond() throws IOException {
        Runs runs = Runs.hold().silent();
        runs.measuredSeconds = 1;
        StringWriter out = new StringWriter();

        ReportCsv.write(runs.report(), out);

        assertThat(out)
                .hasToString("second,phase,open,opening,opened,failed,lost,sent,received,wrong,p50Micros,"
                        + "p99Micros,maxMicros\r\n"
                        + "1,ramp,500000,3,500000,0,0,0,0,0,0.000,0.000,0.000\r\n"
                        + "2,ramp,1000000,3,500000,0,0,0,0,0,0.000,0.000,0.000\r\n"
                        + "3,hold,1000000,0,0,0,0,0,0,0,0.000,0.000,0.000\r\n");
    }

    @Test
    void hgrm_whenWritten_thenAsThePlottersReadIt() throws IOException {
        StringWriter out = new StringWriter();

        ReportHgrm.write(Runs.echo().report(), out);

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0).trim().split(" +", -1))
                .containsExactly("Value", "Percentile", "TotalCount", "1/(1-Percentile)");
        assertThat(lines.get(1)).isEmpty();
        assertThat(lines.get(2)).matches(" +0\\.3[0-9]+ 0\\.0+ +[0-9]+ +1\\.00");
        assertThat(lines).anyMatch(line -> line.matches(" +25\\.[0-9]+ 1\\.0+ +300000"));
        assertThat(lines.get(lines.size() - 1)).startsWith("#[Buckets = ");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
