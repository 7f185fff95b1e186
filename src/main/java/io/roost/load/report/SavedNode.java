package io.roost.load.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A value and the path that leads to it, so that an error can name it. */
record SavedNode(String path, JsonNode json) {
    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    WrongKeyException wrong(String expected) {
        String found = json.isMissingNode()
                ? "is missing"
                : "is " + json.getNodeType().name().toLowerCase(Locale.ROOT);
        return new WrongKeyException(path + " " + found + ", not " + expected);
    }

    private SavedNode child(String key) {
        return new SavedNode(path(key), json.path(key));
    }

    SavedNode at(String key) throws WrongKeyException {
        SavedNode child = child(key);
        if (!child.json().isObject()) {
            throw child.wrong("an object");
        }
        return child;
    }

    @Nullable
    SavedNode orNull(String key) {
        SavedNode child = child(key);
        return child.json().isNull() || child.json().isMissingNode() ? null : child;
    }

    List<SavedNode> list(String key) throws WrongKeyException {
        SavedNode child = child(key);
        if (!child.json().isArray()) {
            throw child.wrong("an array");
        }
        List<SavedNode> elements = new ArrayList<>();
        for (JsonNode element : child.json()) {
            elements.add(new SavedNode(child.path() + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    String text() throws WrongKeyException {
        if (!json.isTextual()) {
            throw wrong("a text");
        }
        return json.textValue();
    }

    String text(String key) throws WrongKeyException {
        return child(key).text();
    }

    boolean flag(String key) throws WrongKeyException {
        SavedNode child = child(key);
        if (!child.json().isBoolean()) {
            throw child.wrong("true or false");
        }
        return child.json().booleanValue();
    }

    long number(String key) throws WrongKeyException {
        SavedNode child = child(key);
        if (!child.json().isIntegralNumber() || !child.json().canConvertToLong()) {
            throw child.wrong("a whole number");
        }
        return child.json().longValue();
    }

    int integer(String key) throws WrongKeyException {
        return Math.toIntExact(number(key));
    }

    /** Null, which stands for a number that JSON can't write, is NaN. */
    double decimal(String key) throws WrongKeyException {
        SavedNode child = child(key);
        if (child.json().isNull()) {
            return Double.NaN;
        }
        if (!child.json().isNumber()) {
            throw child.wrong("a number");
        }
        return child.json().doubleValue();
    }

    Duration seconds(String key) throws WrongKeyException {
        return Duration.ofNanos(Math.round(1e9 * decimal(key)));
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) throws WrongKeyException {
        String text = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new WrongKeyException(path(key) + " is '" + text + "'");
    }

    static final class WrongKeyException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongKeyException(String message) {
            super(message);
        }
    }
}
