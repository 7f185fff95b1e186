package io.roost.fault.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.roost.metrics.Endpoint.Page;
import io.roost.toxic.NamedToxic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API's answers, in the fields that Toxiproxy's have. */
final class ApiJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String TYPE = "application/json";

    private ApiJson() {}

    /** What writes one value. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static Page error(ApiException error) {
        return page(error.status(), json -> {
            json.writeStartObject();
            fields(json, error);
            json.writeEndObject();
        });
    }

    static Page version(String version) {
        return page(200, json -> {
            json.writeStartObject();
            json.writeStringField("version", version);
            json.writeEndObject();
        });
    }

    static Page nothing() {
        return new Page(204, TYPE, "");
    }

    static Page proxy(int status, Proxy proxy) {
        return page(status, json -> write(json, proxy));
    }

    static Page byName(Collection<Proxy> proxies) {
        return page(200, json -> {
            json.writeStartObject();
            for (Proxy proxy : proxies) {
                json.writeFieldName(proxy.name());
                write(json, proxy);
            }
            json.writeEndObject();
        });
    }

    /** {@code error} tells why there are no more of them. */
    static Page populated(Collection<Proxy> proxies, @Nullable ApiException error) {
        return page(error == null ? 201 : error.status(), json -> {
            json.writeStartObject();
            if (error != null) {
                fields(json, error);
            }
            json.writeArrayFieldStart("proxies");
            for (Proxy proxy : proxies) {
                write(json, proxy);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static Page toxic(NamedToxic toxic) {
        return page(200, json -> write(json, toxic));
    }

    static Page toxics(Proxy proxy) {
        return page(200, json -> write(json, proxy.toxics()));
    }

    private static void fields(JsonGenerator json, ApiException error) throws IOException {
        json.writeStringField("error", error.message());
        json.writeNumberField("status", error.status());
    }

    private static void write(JsonGenerator json, Proxy proxy) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", proxy.name());
        json.writeStringField("listen", proxy.target().listen());
        json.writeStringField("upstream", proxy.target().service());
        json.writeBooleanField("enabled", proxy.isEnabled());
        json.writeFieldName("toxics");
        write(json, proxy.toxics());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Collection<NamedToxic> toxics) throws IOException {
        json.writeStartArray();
        for (NamedToxic toxic : toxics) {
            write(json, toxic);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, NamedToxic toxic) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, Long> attribute : toxic.toxic().attributes().entrySet()) {
            json.writeNumberField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
        json.writeStringField("name", toxic.name());
        json.writeStringField("type", toxic.toxic().type().text());
        json.writeStringField("stream", toxic.stream().text());
        json.writeFieldName("toxicity");
        if (toxic.toxicity() == Math.rint(toxic.toxicity())) {
            json.writeNumber((int) toxic.toxicity());
        } else {
            json.writeNumber(toxic.toxicity());
        }
        json.writeEndObject();
    }

    private static Page page(int status, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(status, TYPE, bytes.toByteArray());
    }
}
