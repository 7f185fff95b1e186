package io.roost.load.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Second;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A run as one JSON object, whole enough to be read back by {@link ReportReader}; docs/LOAD-JSON.md explains every
 * key. What was not measured is null.
 */
public final class ReportJson {
    /** The value of {@code format}; the number changes when a reader of the old one would misread the new one. */
    public static final String FORMAT = "roost-load/1";

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;

    private ReportJson(JsonGenerator json) {
        this.json = json;
    }

    /** Leaves the writer open. */
    public static void write(Report report, Writer out) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setPrettyPrinter(printer);
            new ReportJson(json).write(report);
        }
        out.write('\n');
        out.flush();
    }

    private void write(Report report) throws IOException {
        LoadResult result = report.result();
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeStringField("outcome", lower(result.outcome()));
        json.writeBooleanField("passed", report.passed());
        json.writeFieldName("abortedBy");
        verdict(report.abortedBy());
        json.writeStringField("startedAt", result.startedAt().toString());
        number("elapsedSeconds", result.elapsedSeconds());
        json.writeArrayFieldStart("thresholds");
        for (Verdict verdict : report.thresholds()) {
            verdict(verdict);
        }
        json.writeEndArray();
        connections(result.connections());
        latencies(result.latencies());
        messages(result.messages());
        rate(result.rate());
        drain(result.drain());
        chat(result.chat());
        generator(result.generator());
        failures(result.failures());
        labels(result.plan());
        plan(result.plan());
        host(report.host());
        histograms(result);
        series(result.series());
        json.writeEndObject();
    }

    private void verdict(@Nullable Verdict verdict) throws IOException {
        if (verdict == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("threshold", verdict.threshold());
        json.writeStringField("condition", verdict.condition());
        json.writeBooleanField("crossed", verdict.crossed());
        json.writeStringField("actual", verdict.actual());
        json.writeStringField("why", verdict.why());
        json.writeEndObject();
    }

    private void connections(LoadResult.Connections connections) throws IOException {
        json.writeObjectFieldStart("connections");
        json.writeNumberField("asked", connections.asked());
        json.writeNumberField("opened", connections.opened());
        json.writeNumberField("failed", connections.failed());
        json.writeNumberField("lost", connections.lost());
        json.writeNumberField("reconnected", connections.reconnected());
        json.writeNumberField("open", connections.open());
        json.writeNumberField("most", connections.most());
        json.writeNumberField("echoed", connections.echoed());
        if (connections.unanswered() < 0) {
            json.writeNullField("unanswered");
        } else {
            json.writeNumberField("unanswered", connections.unanswered());
        }
        number("rampSeconds", connections.rampSeconds());
        json.writeEndObject();
    }

    private void latencies(LoadResult.Latencies latencies) throws IOException {
        latency("connect", latencies.connect());
        json.writeObjectFieldStart("echo");
        latency("fromSchedule", latencies.fromSchedule());
        latency("fromSend", latencies.fromSend());
        json.writeEndObject();
    }

    private void latency(String name, Histogram nanos) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", nanos.getTotalCount());
        micros("p50Micros", nanos, nanos.getValueAtPercentile(50));
        micros("p90Micros", nanos, nanos.getValueAtPercentile(90));
        micros("p99Micros", nanos, nanos.getValueAtPercentile(99));
        micros("p999Micros", nanos, nanos.getValueAtPercentile(99.9));
        micros("p9999Micros", nanos, nanos.getValueAtPercentile(99.99));
        micros("maxMicros", nanos, nanos.getMaxValue());
        micros("meanMicros", nanos, Math.round(nanos.getMean()));
        json.writeEndObject();
    }

    private void micros(String name, Histogram histogram, long nanos) throws IOException {
        if (histogram.getTotalCount() == 0) {
            json.writeNullField(name);
        } else {
            number(name, nanos / 1e3);
        }
    }

    private void messages(LoadResult.Messages messages) throws IOException {
        json.writeObjectFieldStart("messages");
        json.writeNumberField("sent", messages.sent());
        json.writeNumberField("received", messages.received());
        json.writeNumberField("wrong", messages.wrong());
        json.writeNumberField("missing", messages.missing());
        json.writeNumberField("skipped", messages.skipped());
        json.writeNumberField("bytesSent", messages.bytesSent());
        json.writeNumberField("bytesReceived", messages.bytesReceived());
        json.writeEndObject();
    }

    private void rate(LoadResult.Rate rate) throws IOException {
        json.writeObjectFieldStart("rate");
        number("asked", rate.asked());
        number("achieved", rate.achieved());
        number("connectAsked", rate.connectAsked());
        number("connectAchieved", rate.connectAchieved());
        json.writeEndObject();
    }

    private void drain(LoadResult.@Nullable Drain drain) throws IOException {
        if (drain == null) {
            json.writeNullField("drain");
            return;
        }
        json.writeObjectFieldStart("drain");
        json.writeNumberField("closed", drain.closed());
        json.writeNumberField("remained", drain.remained());
        number("firstSeconds", drain.firstSeconds());
        number("spreadSeconds", drain.spreadSeconds());
        json.writeEndObject();
    }

    private void chat(LoadResult.@Nullable Chat chat) throws IOException {
        if (chat == null) {
            json.writeNullField("chat");
            return;
        }
        json.writeObjectFieldStart("chat");
        json.writeNumberField("registered", chat.registered());
        number("registeredPerSecond", chat.registeredPerSecond());
        json.writeNumberField("joined", chat.joined());
        json.writeNumberField("published", chat.published());
        json.writeNumberField("expected", chat.expected());
        json.writeNumberField("delivered", chat.delivered());
        json.writeNumberField("missing", chat.missing());
        json.writeNumberField("duplicate", chat.duplicate());
        json.writeNumberField("outOfOrder", chat.outOfOrder());
        number("measuredSeconds", chat.measuredSeconds());
        number("deliveriesPerSecond", chat.deliveriesPerSecond());
        json.writeNumberField("lines", chat.lines());
        number("fastestMemberMicros", chat.fastestMemberMicros());
        number("slowestMemberMicros", chat.slowestMemberMicros());
        json.writeNumberField("slowReaders", chat.slowReaders());
        json.writeNumberField("slowReadersCut", chat.slowReadersCut());
        json.writeNumberField("joinLines", chat.joinLines());
        json.writeNumberField("joinLinesExpected", chat.joinLinesExpected());
        latency("register", chat.register());
        latency("lastMember", chat.lastMember());
        LoadResult.ServerUse server = chat.server();
        if (server == null) {
            json.writeNullField("server");
        } else {
            json.writeObjectFieldStart("server");
            json.writeNumberField("pid", server.pid());
            number("cpuSeconds", server.cpuSeconds());
            number("cpuMicrosPerDelivery", server.cpuMicrosPerDelivery());
            json.writeNumberField("residentBytesBefore", server.residentBytesBefore());
            json.writeNumberField("residentBytes", server.residentBytes());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void generator(LoadResult.Generator generator) throws IOException {
        json.writeObjectFieldStart("generator");
        json.writeNumberField("threads", generator.threads());
        number("maxLagMicros", generator.maxLagMicros());
        number("cpuSeconds", generator.cpuSeconds());
        json.writeNumberField("residentBytes", generator.residentBytes());
        json.writeNumberField("heapBytes", generator.heapBytes());
        json.writeEndObject();
    }

    private void failures(List<LoadResult.Failure> failures) throws IOException {
        json.writeArrayFieldStart("failures");
        for (LoadResult.Failure failure : failures) {
            json.writeStartObject();
            json.writeStringField("event", failure.event());
            json.writeStringField("code", failure.code());
            json.writeStringField("text", failure.text());
            json.writeNumberField("count", failure.count());
            json.writeStringField("advice", failure.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void labels(LoadPlan plan) throws IOException {
        json.writeObjectFieldStart("labels");
        for (var label : new TreeMap<>(plan.labels()).entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    private void plan(LoadPlan plan) throws IOException {
        json.writeObjectFieldStart("plan");
        json.writeStringField("scenario", lower(plan.scenario()));
        json.writeArrayFieldStart("targets");
        for (InetSocketAddress target : plan.targets()) {
            json.writeString(address(target));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("sources");
        for (InetAddress source : plan.sources()) {
            json.writeString(source.getHostAddress());
        }
        json.writeEndArray();
        json.writeNumberField("connections", plan.connections());
        number("connectRate", plan.connectRate());
        seconds("connectTimeoutSeconds", plan.connectTimeout());
        seconds("heartbeatSeconds", plan.heartbeat());
        number("rate", plan.rate());
        json.writeNumberField("depth", plan.depth());
        json.writeStringField("sizes", plan.sizes().toString());
        seconds("warmupSeconds", plan.warmup());
        seconds("durationSeconds", plan.duration());
        seconds("drainSeconds", plan.drain());
        json.writeBooleanField("check", plan.check());
        json.writeBooleanField("reconnect", plan.reconnect());
        json.writeBooleanField("reset", plan.reset());
        json.writeNumberField("threads", plan.threads());
        json.writeNumberField("seed", plan.seed());
        chat(plan.chat());
        json.writeEndObject();
    }

    private void chat(LoadPlan.@Nullable Chat chat) throws IOException {
        if (chat == null) {
            json.writeNullField("chat");
            return;
        }
        json.writeObjectFieldStart("chat");
        json.writeStringField("kind", lower(chat.kind()));
        json.writeStringField("name", chat.name());
        json.writeNumberField("groups", chat.groups());
        json.writeNumberField("members", chat.members());
        json.writeNumberField("senders", chat.senders());
        json.writeNumberField("slowPercent", chat.slowPercent());
        json.writeNumberField("window", chat.window());
        json.writeNumberField("atOnce", chat.atOnce());
        json.writeStringField("nick", chat.nick());
        json.writeStringField("capabilities", chat.capabilities());
        json.writeNumberField("serverPid", chat.serverPid());
        json.writeEndObject();
    }

    /** As it was given, brackets round IPv6. */
    static String address(InetSocketAddress target) {
        String host = target.getHostString();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + target.getPort();
    }

    private void host(Report.Host host) throws IOException {
        json.writeObjectFieldStart("host");
        json.writeNumberField("cores", host.cores());
        json.writeStringField("kernel", host.kernel());
        json.writeStringField("java", host.java());
        json.writeStringField("roost", host.roost());
        json.writeEndObject();
    }

    private void histograms(LoadResult result) throws IOException {
        LoadResult.Latencies latencies = result.latencies();
        LoadResult.Chat chat = result.chat();
        json.writeObjectFieldStart("histograms");
        json.writeStringField("unit", "nanoseconds");
        json.writeStringField("encoding", "HdrHistogram V2 compressed, base64");
        json.writeStringField("connect", encoded(latencies.connect()));
        json.writeStringField("fromSchedule", encoded(latencies.fromSchedule()));
        json.writeStringField("fromSend", encoded(latencies.fromSend()));
        if (chat != null) {
            json.writeStringField("register", encoded(chat.register()));
            json.writeStringField("lastMember", encoded(chat.lastMember()));
        }
        json.writeEndObject();
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** A line for each second: an hour has 3,600, and nobody scrolls through fifteen times as many. */
    private void series(List<Second> series) throws IOException {
        json.writeArrayFieldStart("series");
        for (Second second : series) {
            StringWriter line = new StringWriter();
            try (JsonGenerator flat = FACTORY.createGenerator(line)) {
                new ReportJson(flat).second(second);
            }
            json.writeRawValue(line.toString());
        }
        json.writeEndArray();
    }

    private void second(Second second) throws IOException {
        json.writeStartObject();
        json.writeNumberField("second", second.second());
        json.writeStringField("phase", second.phase());
        json.writeNumberField("open", second.open());
        json.writeNumberField("opening", second.opening());
        json.writeNumberField("opened", second.opened());
        json.writeNumberField("failed", second.failed());
        json.writeNumberField("lost", second.lost());
        json.writeNumberField("sent", second.sent());
        json.writeNumberField("received", second.received());
        json.writeNumberField("wrong", second.wrong());
        number("p50Micros", second.p50Micros());
        number("p99Micros", second.p99Micros());
        number("maxMicros", second.maxMicros());
        json.writeEndObject();
    }

    private void seconds(String name, Duration duration) throws IOException {
        number(name, duration.toNanos() / 1e9);
    }

    /** JSON knows no NaN; and a whole number needs no fraction. */
    private void number(String name, double value) throws IOException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.writeNullField(name);
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            json.writeNumberField(name, (long) value);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
