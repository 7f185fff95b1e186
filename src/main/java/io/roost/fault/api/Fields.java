package io.roost.fault.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was sent to us. As with Toxiproxy, fields that nobody asks for are passed over, null is as good as
 * nothing, and what follows the first value is not looked at.
 */
final class Fields {
    private static final int MOST_LEVELS = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final Map<?, ?> values;

    private Fields(Map<?, ?> values) {
        this.values = values;
    }

    /** Those of an object. */
    static Fields of(byte[] json) throws ApiException {
        if (parse(json) instanceof Map<?, ?> values) {
            return new Fields(values);
        }
        throw ApiException.badBody("expected an object");
    }

    /** Those of each object of an array. */
    static List<Fields> listOf(byte[] json) throws ApiException {
        if (!(parse(json) instanceof List<?> all)) {
            throw ApiException.badBody("expected an array of objects");
        }
        List<Fields> list = new ArrayList<>();
        for (Object one : all) {
            if (!(one instanceof Map<?, ?> values)) {
                throw ApiException.badBody("expected an array of objects");
            }
            list.add(new Fields(values));
        }
        return list;
    }

    String text(String name, String otherwise) throws ApiException {
        return get(name, String.class, "a string", otherwise);
    }

    boolean flag(String name, boolean otherwise) throws ApiException {
        return get(name, Boolean.class, "true or false", otherwise);
    }

    double number(String name, double otherwise) throws ApiException {
        return get(name, Number.class, "a number", otherwise).doubleValue();
    }

    /** The fields of an object that are whole numbers, of those that are asked for. */
    Map<String, Long> wholeNumbers(String name, List<String> askedFor) throws ApiException {
        Fields inside = new Fields(get(name, Map.class, "an object", Map.of()));
        Map<String, Long> numbers = new HashMap<>();
        for (String each : askedFor) {
            Long number = inside.values.get(each) == null ? null : inside.get(each, Long.class, "a whole number", 0L);
            if (number != null) {
                numbers.put(each, number);
            }
        }
        return numbers;
    }

    private <T> T get(String name, Class<? extends T> type, String expected, T otherwise) throws ApiException {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!type.isInstance(value)) {
            throw ApiException.badBody("expected " + expected + " for " + name);
        }
        return type.cast(value);
    }

    private static @Nullable Object parse(byte[] json) throws ApiException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw ApiException.badBody("expected JSON, got nothing");
            }
            return value(parser);
        } catch (JsonProcessingException e) {
            String message = e.getOriginalMessage();
            throw ApiException.badBody("no JSON: " + message.lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw ApiException.badBody("no JSON in UTF-8");
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
