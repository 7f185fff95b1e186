package io.roost.load.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.SizeMix;
import io.roost.load.report.SavedNode.WrongKeyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ReportJson} wrote. Keys it does not know are passed over, so that a later writer of the same
 * format may add some.
 */
public final class ReportReader {
    private static final String EXPECTED =
            " (expected: a file that roost load --json wrote, format " + ReportJson.FORMAT + ")";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+)):([0-9]{1,5})");

    /** Only what can't be taken for a name, for names would be asked of a resolver. */
    private static final Pattern LITERAL = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:[.](?!$)|$)){4}"
            + "|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(?:%[0-9A-Za-z_.-]+)?");

    private ReportReader() {}

    /**
     * Reads one report.
     *
     * @throws UnreadableException whose message names the file, what was found and what was expected
     */
    public static Report read(Path file) throws UnreadableException {
        try {
            SavedNode root = new SavedNode("", MAPPER.readTree(Files.readAllBytes(file)));
            requireFormat(root);
            return report(root);
        } catch (NoSuchFileException e) {
            throw new UnreadableException(file + ": no such file", e);
        } catch (JsonEOFException e) {
            throw new UnreadableException(
                    file + ": ends in the middle, " + where(e) + ": it was cut off" + EXPECTED, e);
        } catch (JsonProcessingException e) {
            throw new UnreadableException(
                    file + ": is not JSON, " + where(e) + ": " + firstLine(e.getOriginalMessage()) + EXPECTED, e);
        } catch (IOException e) {
            throw new UnreadableException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (WrongKeyException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new UnreadableException(file + ": " + Text.plain(String.valueOf(e.getMessage())) + EXPECTED, e);
        }
    }

    private static String where(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "somewhere" : "line " + at.getLineNr() + " column " + at.getColumnNr();
    }

    private static String firstLine(String message) {
        return Text.plain(message.lines().findFirst().orElse(""));
    }

    private static void requireFormat(SavedNode root) throws WrongKeyException {
        JsonNode format = root.json().get("format");
        if (format == null || !format.isTextual()) {
            throw new WrongKeyException(
                    root.json().isMissingNode() || root.json().isNull() ? "is empty" : "is JSON, but says no format");
        }
        if (!format.textValue().equals(ReportJson.FORMAT)) {
            throw new WrongKeyException("has format " + format.textValue());
        }
    }

    private static Report report(SavedNode root) throws WrongKeyException {
        List<Verdict> verdicts = new ArrayList<>();
        for (SavedNode verdict : root.list("thresholds")) {
            verdicts.add(verdict(verdict));
        }
        SavedNode abortedBy = root.orNull("abortedBy");
        SavedNode host = root.at("host");
        return new Report(
                result(root),
                verdicts,
                abortedBy == null ? null : verdict(abortedBy),
                new Report.Host(host.integer("cores"), host.text("kernel"), host.text("java"), host.text("roost")));
    }

    private static Verdict verdict(SavedNode node) throws WrongKeyException {
        return new Verdict(
                node.text("threshold"),
                node.text("condition"),
                node.flag("crossed"),
                node.text("actual"),
                node.text("why"));
    }

    private static LoadResult result(SavedNode root) throws WrongKeyException {
        List<LoadResult.Failure> failures = new ArrayList<>();
        for (SavedNode failure : root.list("failures")) {
            failures.add(new LoadResult.Failure(
                    failure.text("event"),
                    failure.text("code"),
                    failure.text("text"),
                    failure.number("count"),
                    failure.text("advice")));
        }
        List<LoadResult.Second> series = new ArrayList<>();
        for (SavedNode second : root.list("series")) {
            series.add(second(second));
        }
        SavedNode histograms = root.at("histograms");
        return new LoadResult(
                plan(root.at("plan"), root.at("labels")),
                Instant.parse(root.text("startedAt")),
                root.decimal("elapsedSeconds"),
                root.constant("outcome", LoadResult.Outcome.class),
                connections(root.at("connections")),
                messages(root.at("messages")),
                rate(root.at("rate")),
                new LoadResult.Latencies(
                        histogram(histograms, "connect"),
                        histogram(histograms, "fromSchedule"),
                        histogram(histograms, "fromSend")),
                failures,
                series,
                generator(root.at("generator")),
                drain(root.orNull("drain")),
                chat(root.orNull("chat"), histograms));
    }

    private static LoadResult.Second second(SavedNode node) throws WrongKeyException {
        return new LoadResult.Second(
                node.integer("second"),
                node.text("phase"),
                node.number("open"),
                node.number("opening"),
                node.number("opened"),
                node.number("failed"),
                node.number("lost"),
                node.number("sent"),
                node.number("received"),
                node.number("wrong"),
                node.decimal("p50Micros"),
                node.decimal("p99Micros"),
                node.decimal("maxMicros"));
    }

    private static LoadResult.Connections connections(SavedNode node) throws WrongKeyException {
        return new LoadResult.Connections(
                node.number("asked"),
                node.number("opened"),
                node.number("failed"),
                node.number("lost"),
                node.number("reconnected"),
                node.number("open"),
                node.number("most"),
                node.number("echoed"),
                node.orNull("unanswered") == null ? -1 : node.number("unanswered"),
                node.decimal("rampSeconds"));
    }

    private static LoadResult.Messages messages(SavedNode node) throws WrongKeyException {
        return new LoadResult.Messages(
                node.number("sent"),
                node.number("received"),
                node.number("wrong"),
                node.number("missing"),
                node.number("skipped"),
                node.number("bytesSent"),
                node.number("bytesReceived"));
    }

    private static LoadResult.Rate rate(SavedNode node) throws WrongKeyException {
        return new LoadResult.Rate(
                node.decimal("asked"),
                node.decimal("achieved"),
                node.decimal("connectAsked"),
                node.decimal("connectAchieved"));
    }

    private static LoadResult.Generator generator(SavedNode node) throws WrongKeyException {
        return new LoadResult.Generator(
                node.integer("threads"),
                node.decimal("maxLagMicros"),
                node.decimal("cpuSeconds"),
                node.number("residentBytes"),
                node.number("heapBytes"));
    }

    private static LoadResult.@Nullable Drain drain(@Nullable SavedNode node) throws WrongKeyException {
        return node == null
                ? null
                : new LoadResult.Drain(
                        node.number("closed"),
                        node.number("remained"),
                        node.decimal("firstSeconds"),
                        node.decimal("spreadSeconds"));
    }

    private static LoadResult.@Nullable Chat chat(@Nullable SavedNode node, SavedNode histograms)
            throws WrongKeyException {
        if (node == null) {
            return null;
        }
        SavedNode server = node.orNull("server");
        return new LoadResult.Chat(
                node.number("registered"),
                node.decimal("registeredPerSecond"),
                histogram(histograms, "register"),
                node.number("joined"),
                node.number("published"),
                node.number("expected"),
                node.number("delivered"),
                node.number("missing"),
                node.number("duplicate"),
                node.number("outOfOrder"),
                node.decimal("measuredSeconds"),
                node.decimal("deliveriesPerSecond"),
                node.number("lines"),
                histogram(histograms, "lastMember"),
                node.decimal("fastestMemberMicros"),
                node.decimal("slowestMemberMicros"),
                node.number("slowReaders"),
                node.number("slowReadersCut"),
                node.number("joinLines"),
                node.number("joinLinesExpected"),
                server == null
                        ? null
                        : new LoadResult.ServerUse(
                                server.number("pid"),
                                server.decimal("cpuSeconds"),
                                server.decimal("cpuMicrosPerDelivery"),
                                server.number("residentBytesBefore"),
                                server.number("residentBytes")));
    }

    private static LoadPlan.@Nullable Chat chat(@Nullable SavedNode node) throws WrongKeyException {
        return node == null
                ? null
                : new LoadPlan.Chat(
                        node.constant("kind", LoadPlan.ChatKind.class),
                        node.text("name"),
                        node.integer("groups"),
                        node.integer("members"),
                        node.integer("senders"),
                        node.integer("slowPercent"),
                        node.integer("window"),
                        node.integer("atOnce"),
                        node.text("nick"),
                        node.text("capabilities"),
                        node.number("serverPid"));
    }

    private static LoadPlan plan(SavedNode node, SavedNode labelNode) throws WrongKeyException {
        List<InetSocketAddress> targets = new ArrayList<>();
        for (SavedNode target : node.list("targets")) {
            targets.add(target(target));
        }
        List<InetAddress> sources = new ArrayList<>();
        for (SavedNode source : node.list("sources")) {
            sources.add(literal(source.text(), source));
        }
        Map<String, String> labels = new HashMap<>();
        for (var label : labelNode.json().properties()) {
            labels.put(label.getKey(), labelNode.text(label.getKey()));
        }
        return new LoadPlan(
                node.constant("scenario", LoadPlan.Scenario.class),
                targets,
                sources,
                node.integer("connections"),
                node.decimal("connectRate"),
                node.seconds("connectTimeoutSeconds"),
                node.seconds("heartbeatSeconds"),
                node.decimal("rate"),
                node.integer("depth"),
                SizeMix.of(node.text("sizes")),
                node.seconds("warmupSeconds"),
                node.seconds("durationSeconds"),
                node.seconds("drainSeconds"),
                node.flag("check"),
                node.flag("reconnect"),
                node.flag("reset"),
                node.integer("threads"),
                node.number("seed"),
                labels,
                chat(node.orNull("chat")));
    }

    private static InetSocketAddress target(SavedNode node) throws WrongKeyException {
        Matcher address = ADDRESS.matcher(node.text());
        if (!address.matches()) {
            throw node.wrong("an address with a port");
        }
        String host = address.group(1) == null ? address.group(2) : address.group(1);
        int port = Integer.parseInt(address.group(3));
        return LITERAL.matcher(host).matches()
                ? new InetSocketAddress(literal(host, node), port)
                : InetSocketAddress.createUnresolved(host, port);
    }

    private static InetAddress literal(String text, SavedNode node) throws WrongKeyException {
        try {
            if (LITERAL.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (java.net.UnknownHostException e) {
            // said below
        }
        throw node.wrong("an IP address");
    }

    private static Histogram histogram(SavedNode node, String key) throws WrongKeyException {
        String text = node.text(key);
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException | RuntimeException e) {
            // the decoder trusts its input and fails in whatever way that ends
            throw new WrongKeyException(node.path(key) + " is no compressed histogram");
        }
    }

    /** The message names the file, what was found and what was expected. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
