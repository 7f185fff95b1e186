package io.roost.dashboard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.ToxicFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Samples as JSON: numbers without unit are counts, those under {@code perSecond} rates. */
final class SampleJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SampleJson() {}

    /** What writes one document. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] bytes(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void write(JsonGenerator json, Sample sample, int watchers) throws IOException {
        json.writeStartObject();
        json.writeNumberField("timeMs", sample.timeMs());
        json.writeNumberField("uptimeMs", sample.uptimeMs());
        json.writeNumberField("connections", sample.connections());
        json.writeNumberField("connectionLimit", sample.limit());
        json.writeNumberField("watchers", watchers);
        totals(json, sample);
        rates(json, sample);
        json.writeNumberField("queuedBytes", sample.queuedBytes());
        loops(json, sample);
        memory(json, sample.memory());
        load(json, sample.load());
        spoilt(json, sample);
        Sample.ChatSample chat = sample.chat();
        if (chat != null) {
            json.writeObjectFieldStart("chat");
            json.writeNumberField("users", chat.users());
            json.writeNumberField("channels", chat.channels());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Rounded, and without a fraction when there is none. */
    static void number(JsonGenerator json, double value, int decimals) throws IOException {
        double scale = Math.pow(10, decimals);
        double rounded = Math.rint(value * scale) / scale;
        if (rounded == Math.rint(rounded)) {
            json.writeNumber((long) rounded);
        } else {
            json.writeNumber(rounded);
        }
    }

    private static void totals(JsonGenerator json, Sample sample) throws IOException {
        json.writeObjectFieldStart("total");
        json.writeNumberField("opened", sample.total(LoopCounter.OPENED));
        json.writeNumberField("refused", sample.refused());
        json.writeNumberField("acceptErrors", sample.total(LoopCounter.ACCEPT_ERRORS));
        json.writeObjectFieldStart("closed");
        for (Map.Entry<String, LoopCounter> reason : Names.REASONS.entrySet()) {
            json.writeNumberField(reason.getKey(), sample.total(reason.getValue()));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void rates(JsonGenerator json, Sample sample) throws IOException {
        json.writeObjectFieldStart("perSecond");
        rate(json, "opened", sample, LoopCounter.OPENED);
        json.writeFieldName("refused");
        number(json, sample.refusedRate(), 1);
        group(json, "refusals", sample, Names.REFUSALS);
        json.writeFieldName("closedInAll");
        number(json, sample.closedRate(), 1);
        group(json, "closed", sample, Names.REASONS);
        group(json, "events", sample, Names.CAUSES);
        rate(json, "bytesIn", sample, LoopCounter.BYTES_IN);
        rate(json, "bytesOut", sample, LoopCounter.BYTES_OUT);
        rate(json, "messagesIn", sample, LoopCounter.MESSAGES_IN);
        rate(json, "messagesOut", sample, LoopCounter.MESSAGES_OUT);
        rate(json, "chatLinesIn", sample, LoopCounter.CHAT_LINES_IN);
        rate(json, "chatLinesOut", sample, LoopCounter.CHAT_LINES_OUT);
        json.writeEndObject();
    }

    private static void group(JsonGenerator json, String name, Sample sample, Map<String, LoopCounter> counters)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, LoopCounter> one : counters.entrySet()) {
            rate(json, one.getKey(), sample, one.getValue());
        }
        json.writeEndObject();
    }

    private static void rate(JsonGenerator json, String name, Sample sample, LoopCounter counter) throws IOException {
        json.writeFieldName(name);
        number(json, sample.rate(counter), 1);
    }

    private static void loops(JsonGenerator json, Sample sample) throws IOException {
        json.writeArrayFieldStart("loops");
        for (LoopSample loop : sample.loops()) {
            json.writeStartObject();
            json.writeStringField("name", loop.name());
            json.writeNumberField("connections", loop.connections());
            json.writeNumberField("registrations", loop.registrations());
            json.writeFieldName("eventsPerWait");
            number(json, loop.eventsPerWait(), 2);
            json.writeFieldName("busy");
            number(json, loop.busy(), 4);
            json.writeNumberField("queuedBytes", loop.queuedBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void load(JsonGenerator json, Sample.LoadSample load) throws IOException {
        json.writeObjectFieldStart("overload");
        json.writeStringField("level", load.level());
        json.writeFieldName("lagMs");
        number(json, 1_000 * load.lagSeconds(), 1);
        json.writeFieldName("heapShare");
        number(json, load.heapShare(), 3);
        json.writeFieldName("directShare");
        number(json, load.directShare(), 3);
        json.writeEndObject();
    }

    private static void spoilt(JsonGenerator json, Sample sample) throws IOException {
        json.writeArrayFieldStart("spoilt");
        for (ToxicFigures.Share share : sample.spoilt()) {
            json.writeStartObject();
            json.writeStringField("listener", share.listener());
            json.writeArrayFieldStart("toxics");
            for (String text : share.texts()) {
                json.writeString(text);
            }
            json.writeEndArray();
            json.writeNumberField("connections", share.connections());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void memory(JsonGenerator json, MemorySample memory) throws IOException {
        json.writeObjectFieldStart("memory");
        json.writeNumberField("residentBytes", memory.resident());
        json.writeNumberField("heapBytes", memory.heap());
        json.writeNumberField("heapLimitBytes", memory.heapLimit());
        json.writeNumberField("directBytes", memory.direct());
        json.writeNumberField("collections", memory.collections());
        json.writeNumberField("collectionMs", memory.collectionMs());
        json.writeEndObject();
    }
}
