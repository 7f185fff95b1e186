package io.roost.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roost.load.LoadResult.Connections;
import io.roost.load.LoadResult.Drain;
import io.roost.load.LoadResult.Failure;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.report.ReportReader.UnreadableException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EXPECTED = " (expected: a file that roost load --json wrote, format roost-load/1)";

    private final Path directory;

    ReportJsonTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void write_whenRead_thenTheSameReport() throws Exception {
        Report report = full();

        Report again = ReportReader.read(saved(text(report)));

        assertThat(again.result().latencies().equals(report.result().latencies()))
                .isTrue();
        assertThat(again.result().series()).isEqualTo(report.result().series());
        assertThat(again.result().plan().targets())
                .isEqualTo(report.result().plan().targets());
        assertThat(again.thresholds()).isEqualTo(report.thresholds());
        assertThat(text(again)).isEqualTo(text(report));
    }

    @Test
    void write_whenAChatIsRead_thenTheSameReport() throws Exception {
        Report report = Runs.chat().report("duplicate>0", "last.p99>50ms");

        Report again = ReportReader.read(saved(text(report)));

        assertThat(again.result().plan().chat())
                .isEqualTo(report.result().plan().chat());
        assertThat(again.result().chat()).isEqualTo(report.result().chat());
        assertThat(text(again)).isEqualTo(text(report));
    }

    @Test
    void write_whenTheRunWasPoor_thenNullForWhatWasNotMeasured() throws Exception {
        Runs runs = Runs.hold().silent();
        runs.connections = new Connections(1_000, 0, 1_000, 0, 0, 0, 0, 0, -1, 0);

        JsonNode json = MAPPER.readTree(text(runs.report()));

        assertThat(json.at("/echo/fromSchedule/count").longValue()).isZero();
        assertThat(json.at("/echo/fromSchedule/p99Micros").isNull()).isTrue();
        assertThat(json.at("/connect/maxMicros").isNull()).isTrue();
        assertThat(json.at("/connections/unanswered").isNull()).isTrue();
        assertThat(json.at("/rate/connectAchieved").isNull()).isTrue();
        assertThat(json.at("/drain").isNull()).isTrue();
        assertThat(json.at("/passed").booleanValue()).isFalse();
        assertThat(text(ReportReader.read(saved(json.toString())))).isEqualTo(text(runs.report()));
    }

    @Test
    void write_whenScriptsRelyOnKeys_thenTheirValues() throws Exception {
        JsonNode json = MAPPER.readTree(text(full()));

        assertThat(json.at("/format").textValue()).isEqualTo("roost-load/1");
        assertThat(json.at("/connections/opened").longValue()).isEqualTo(1_000);
        assertThat(json.at("/echo/fromSchedule/p99Micros").doubleValue()).isBetween(630.0, 640.0);
        assertThat(json.at("/echo/fromSchedule/p999Micros").doubleValue()).isGreaterThan(3_000);
        assertThat(json.at("/rate/achieved").doubleValue()).isEqualTo(9_998.5);
        assertThat(json.at("/plan/targets/1").textValue()).isEqualTo("127.0.0.1:7008");
        assertThat(json.at("/plan/connections").longValue()).isEqualTo(1_000);
    }

    @Test
    void document_whenItListsKeys_thenThoseThatAreWritten() throws Exception {
        Set<String> written = new TreeSet<>();
        paths(MAPPER.readTree(text(full())), "", written);
        paths(MAPPER.readTree(text(Runs.chat().report())), "", written);

        assertThat(documented()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                       | is empty",
                "nonsense                 | is not JSON, line 1 column 9: Unrecognized token 'nonsense'",
                "{\"a\": 1} {}            | is not JSON, line 1 column 10: Trailing token",
                "[1, 2]                   | is JSON, but says no format",
                "{\"a\": 1}               | is JSON, but says no format",
                "{\"format\": \"roost-load/2\"} | has format roost-load/2",
                "{\"format\": \"x\u001b[2J\"} | is not JSON, line 1 column ",
                "{\"format\": \"roost-load/1\"} | thresholds is missing, not an array",
            })
    void read_whenNotAReport_thenSaysWhatWasFoundAndExpected(String text, String found) throws IOException {
        Path file = saved(text);

        assertThatThrownBy(() -> ReportReader.read(file))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith(file + ": " + found)
                .hasMessageEndingWith(EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 0.5, 0.8, 0.999})
    void read_whenCutOff_thenSaysSo(double share) throws IOException {
        String text = text(full());
        Path file = saved(text.substring(0, (int) (share * (text.length() - 2))));

        assertThatThrownBy(() -> ReportReader.read(file))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith(file + ": ends in the middle, line ")
                .hasMessageEndingWith(": it was cut off" + EXPECTED);
    }

    @Test
    void read_whenMissing_thenSaysSo() {
        Path file = directory.resolve("none.json");

        assertThatThrownBy(() -> ReportReader.read(file)).hasMessage(file + ": no such file");
        assertThatThrownBy(() -> ReportReader.read(directory))
                .hasMessage(directory + ": cannot be read: Is a directory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/connections      | opened        | \"x\"       | connections.opened is string, not a whole number",
                "/connections      | opened        | 1e300       | connections.opened is number, not a whole number",
                "/plan             | connections   | 0           | a target, a connection, a message and a thread",
                "/plan             | connections   | 3000000000  | integer overflow",
                "/plan             | sizes         | \"y\"       | size 'y' (expected: 1 to 16m bytes",
                "/plan             | targets       | [\"a\"]     | plan.targets[0] is string, not an address with a port",
                "/plan             | sources       | [\"a.b\"]   | plan.sources[0] is string, not an IP address",
                "/plan             | sources       | [\"1.2.3\"] | plan.sources[0] is string, not an IP address",
                "/plan             | scenario      | \"z\\u0007\" | plan.scenario is 'z?'",
                "/histograms       | connect       | \"AAAA\"    | histograms.connect is no compressed histogram",
                "/histograms       | fromSend      | \"!\"       | histograms.fromSend is no compressed histogram",
                "/host             | cores         | null        | host.cores is null, not a whole number",
                "                  | startedAt     | \"noon\"    | Text 'noon' could not be parsed",
                "                  | series        | [3]         | series[0].second is missing, not a whole number",
                "                  | labels        | {\"a\": 1}  | labels.a is number, not a text",
            })
    void read_whenAKeyIsWrong_thenNamesIt(String parent, String key, String value, String found) throws IOException {
        ObjectNode json = (ObjectNode) MAPPER.readTree(text(full()));
        ((ObjectNode) json.at(parent == null ? "" : parent)).set(key, MAPPER.readTree(value));
        Path file = saved(json.toString());

        assertThatThrownBy(() -> ReportReader.read(file))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith(file + ": " + found);
    }

    @Test
    void read_whenALaterWriterAddedAKey_thenReadAllTheSame() throws Exception {
        ObjectNode json = (ObjectNode) MAPPER.readTree(text(full()));
        json.put("news", 1);

        assertThat(ReportReader.read(saved(json.toString())).passed()).isTrue();
    }

    private static Report full() {
        Runs runs = Runs.echo();
        runs.drainTime = Duration.ofMillis(1_500);
        runs.drain = new Drain(990, 10, 0.25, 1.125);
        runs.labels = Map.of("build", "a \"quoted\" \u2603 label", "run", "3");
        runs.failures = List.of(new Failure("connect", "ECONNREFUSED", "Connection refused", 3, "start the server"));
        Report judged = runs.report("p99>50ms", "lost>0.1%");
        // an aborted run has not passed; what is written of it is the same
        return new Report(
                runs.result(), judged.thresholds(), Threshold.parse("max>1us").evaluate(runs.result()), Runs.HOST);
    }

    @Test
    void write_whenInterrupted_thenNotPassed() throws Exception {
        Runs runs = Runs.echo();
        runs.outcome = Outcome.INTERRUPTED;

        JsonNode json = MAPPER.readTree(text(runs.report("p99>50ms")));

        assertThat(json.at("/outcome").textValue()).isEqualTo("interrupted");
        assertThat(json.at("/passed").booleanValue()).isFalse();
    }

    private static String text(Report report) throws IOException {
        StringWriter out = new StringWriter();
        ReportJson.write(report, out);
        return out.toString();
    }

    private Path saved(String text) throws IOException {
        return Files.writeString(directory.resolve("A.json"), text);
    }

    /** Objects whose keys are free, and values. */
    private static void paths(JsonNode node, String path, Set<String> paths) {
        if (path.equals("labels") || path.equals("abortedBy") || node.isValueNode()) {
            paths.add(path);
            return;
        }
        if (path.equals("drain") || path.equals("chat.server")) {
            paths.add(path);
        }
        if (node.isArray()) {
            node.forEach(element -> paths(element, path + "[]", paths));
        } else {
            node.properties()
                    .forEach(field -> paths(
                            field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), paths));
        }
    }

    private static Set<String> documented() throws IOException {
        Matcher rows =
                Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(Files.readString(Path.of("docs/LOAD-JSON.md")));
        return rows.results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
