package io.roost.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.load.LoadResult.Connections;
import io.roost.load.LoadResult.Drain;
import io.roost.load.LoadResult.Failure;
import io.roost.load.LoadResult.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportHtmlTest {
    @Test
    void write_whenWhole_thenNumbersFirstThenCurves() throws Exception {
        String html = html(full());

        assertThat(html).startsWith("<!DOCTYPE html>\n").endsWith("</body></html>\n");
        assertThat(html)
                .containsSubsequence(
                        "<h1>roost load echo target.example:7007</h1>",
                        "<span class=\"badge bad\">FAIL</span>1 of 2 thresholds held",
                        "build=7",
                        "<b>1,000</b><span>connections opened of 1,000</span>",
                        "<b>638us</b><span>p99 echo latency, from schedule</span>",
                        "<h2>Thresholds</h2>",
                        "\u2713 held</td><td>p99 &lt;= 50ms",
                        "<h2>Latencies</h2>",
                        "Latency by percentile",
                        "99.99%",
                        "<h2>Over time</h2>",
                        "Connections",
                        "Messages per second",
                        "Echo latency",
                        "<h2>Errors</h2>",
                        "ECONNREFUSED",
                        "<h2>Drain</h2>",
                        "The server closed 990",
                        "<h2>Plan</h2>",
                        "64:50,1024:40,65536:10 bytes");
    }

    @Test
    void write_whenOpened_thenItAsksForNothingAndRunsNothing() throws Exception {
        String html = html(full());

        assertThat(html)
                .contains("default-src 'none'")
                .contains("prefers-color-scheme:dark")
                .doesNotContain("<script", "http:", "https:", "src=", "@import", "url(");
    }

    @Test
    void write_whenDrawn_thenEveryImageIsSoundXmlWithLabelledAxes() throws Exception {
        List<String> images = images(html(full()));

        assertThat(images).hasSize(4);
        for (String image : images) {
            parse(image);
        }
        assertThat(images.get(0)).contains(">percentile<", ">latency (log scale)<", "from schedule", "from send");
        assertThat(images.get(1)).contains(">connections<", "minutes:seconds", ">ramp<", ">echo<");
        assertThat(images.get(2)).contains(">messages per second<", ">sent<", ">received<");
        assertThat(images.get(3)).contains(">latency (log scale)<", ">p50<", ">p99<", ">max<");
    }

    @Test
    void write_whenWordsAreHostile_thenEscaped() throws Exception {
        Runs runs = Runs.echo();
        runs.labels = Map.of("<script>alert(1)</script>", "\"'&\u0000\u202e");
        runs.lastPhase = "<img src=x onerror=y>";
        runs.failures = List.of(new Failure("</td>", "<b>", "<i>", 1, "<a href=\"javascript:x\">"));

        String html = html(runs.report());

        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;=&quot;&#39;&amp;??")
                .contains("&lt;a href=&quot;javascript:x&quot;&gt;")
                .doesNotContain("<script", "<img", "<i>", "<a ", "\u202e");
        for (String image : images(html)) {
            parse(image);
        }
    }

    @Test
    void write_whenNothingWasSent_thenNoFiguresOfIt() throws Exception {
        String html = html(Runs.hold().silent().report());

        assertThat(images(html)).hasSize(2);
        assertThat(html).doesNotContain("p99 echo", "from schedule</td>", "Messages per second", "NaN", "Infinity");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 299, 301, 7_200})
    void write_whenAnyLength_thenNoCurveHasMorePointsThanItCanShow(int seconds) throws Exception {
        Runs runs = Runs.echo();
        runs.measuredSeconds = seconds;

        String html = html(runs.report());

        assertThat(html).doesNotContain("NaN", "Infinity");
        assertThat(html.length()).isLessThan(400_000);
        for (String image : images(html)) {
            parse(image);
        }
    }

    @Test
    void write_whenNothingWasOpened_thenStillAPage() throws Exception {
        Runs runs = Runs.hold().silent();
        runs.outcome = Outcome.INTERRUPTED;
        runs.connections = new Connections(1_000, 0, 1_000, 0, 0, 0, 0, 0, -1, 0);

        assertThat(html(runs.report())).contains("INTERRUPTED").doesNotContain("NaN", "Infinity", "<h2>Latencies");
    }

    static Report full() {
        Runs runs = Runs.echo();
        runs.labels = Map.of("build", "7");
        runs.drain = new Drain(990, 10, 0.25, 1.125);
        runs.failures = List.of(
                new Failure("connect", "ECONNREFUSED", "Connection refused", 3, "start the server"),
                new Failure("lost", "FIN", "closed by the server", 2, ""));
        return runs.report("p99>50ms", "max>1ms");
    }

    private static String html(Report report) throws IOException {
        StringWriter out = new StringWriter();
        ReportHtml.write(report, out);
        return out.toString();
    }

    static List<String> images(String html) {
        List<String> images = new ArrayList<>();
        Pattern.compile("(?s)<svg .*?</svg>")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .forEach(images::add);
        return images;
    }

    private static void parse(String image) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(image.getBytes(StandardCharsets.UTF_8)));
    }
}
