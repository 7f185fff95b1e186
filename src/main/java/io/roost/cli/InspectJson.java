package io.roost.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.roost.inspect.EpollEvents;
import io.roost.inspect.EpollReport;
import io.roost.inspect.EpollReport.Instance;
import io.roost.inspect.EpollReport.KindCount;
import io.roost.inspect.EpollReport.MaskCount;
import io.roost.inspect.EpollReport.Triggered;
import java.io.IOException;
import java.io.PrintWriter;

/** Writes a report as one JSON object; {@code roost inspect --help} lists the keys. */
final class InspectJson {
    private InspectJson() {}

    static void write(EpollReport report, PrintWriter out) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            process(json, report);
            json.writeArrayFieldStart("epolls");
            for (Instance instance : report.instances()) {
                instance(json, instance);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
        out.flush();
    }

    private static void process(JsonGenerator json, EpollReport report) throws IOException {
        json.writeNumberField("pid", report.pid());
        json.writeStringField("command", report.command());
        json.writeNumberField("openFiles", report.openFiles());
        if (report.openFilesLimit() < 0) {
            json.writeNullField("openFilesLimit");
        } else {
            json.writeNumberField("openFilesLimit", report.openFilesLimit());
        }
        json.writeObjectFieldStart("connections");
        triggered(json, report.connections());
        json.writeEndObject();
        json.writeObjectFieldStart("listeners");
        triggered(json, report.listeners());
        json.writeArrayFieldStart("addresses");
        for (String address : report.listening()) {
            json.writeString(address);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void triggered(JsonGenerator json, Triggered triggered) throws IOException {
        json.writeNumberField("total", triggered.total());
        json.writeNumberField("edge", triggered.edge());
    }

    private static void instance(JsonGenerator json, Instance instance) throws IOException {
        json.writeStartObject();
        json.writeNumberField("fd", instance.fd());
        json.writeNumberField("registrations", instance.registrations());
        json.writeNumberField("edge", instance.edge());
        json.writeNumberField("level", instance.level());
        json.writeNumberField("oneShot", instance.oneShot());
        json.writeArrayFieldStart("masks");
        for (MaskCount mask : instance.masks()) {
            json.writeStartObject();
            json.writeStringField("mask", EpollEvents.hex(mask.mask()));
            json.writeStringField("words", EpollEvents.words(mask.mask()));
            json.writeNumberField("count", mask.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("kinds");
        for (KindCount kind : instance.kinds()) {
            json.writeNumberField(kind.kind().key(), kind.count());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
