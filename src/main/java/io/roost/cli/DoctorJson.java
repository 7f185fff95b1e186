package io.roost.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.roost.doctor.Diagnosis;
import io.roost.doctor.Finding;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.OptionalLong;

/** A diagnosis as one JSON object; unknown numbers are null. */
final class DoctorJson {
    private DoctorJson() {}

    /** Leaves the writer open. */
    static void print(Diagnosis diagnosis, Writer out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeNumberField("target", diagnosis.plan().connections());
            json.writeStringField("role", lower(diagnosis.plan().role()));
            json.writeStringField("status", lower(diagnosis.worst()));
            number(json, "capacity", diagnosis.capacity());
            json.writeStringField("limitedBy", diagnosis.limitedBy().orElse(null));
            json.writeArrayFieldStart("findings");
            for (Finding finding : diagnosis.findings()) {
                print(finding, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void print(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("check", finding.check());
        json.writeStringField("status", lower(finding.status()));
        json.writeStringField("current", finding.current());
        json.writeStringField("need", finding.need());
        number(json, "mostConnections", finding.mostConnections());
        json.writeStringField("symptom", finding.symptom());
        json.writeArrayFieldStart("fixes");
        for (String fix : finding.fixes()) {
            json.writeString(fix);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, OptionalLong value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeNumber(value.getAsLong());
        } else {
            json.writeNull();
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
