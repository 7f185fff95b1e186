package io.roost.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scalar types that are not durations or byte counts. */
final class ValueTypes {
    static final ValueType<Boolean> BOOLEAN = new Scalar<>("true or false", Object::toString, text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> null;
    });

    static final ValueType<Bind> BIND = new Scalar<>(
            "an address and a port from 0 to 65535, such as 127.0.0.1:7007 or [::1]:7007 (port 0: a free one)",
            Bind::toString,
            Bind::parse);

    /** A bind address, or {@code off}, which is {@link Bind#NONE}. */
    static final ValueType<Bind> BIND_OR_OFF = new Scalar<>(
            BIND.expected() + ", or off", Bind::toString, text -> text.equals("off") ? Bind.NONE : Bind.parse(text));

    private ValueTypes() {}

    /** A text of this form. */
    static ValueType<String> text(String expected, String form) {
        Pattern pattern = Pattern.compile(form);
        return new Scalar<>(
                expected, value -> value, text -> pattern.matcher(text).matches() ? text : null);
    }

    /** A text of this form, or a word that stands for the empty one. */
    static ValueType<String> textOr(String word, String expected, String form) {
        Pattern pattern = Pattern.compile(form);
        return new Scalar<>(expected + ", or " + word, value -> value.isEmpty() ? word : value, text -> {
            if (text.equals(word)) {
                return "";
            }
            return pattern.matcher(text).matches() ? text : null;
        });
    }

    /** Pairs of words, {@code a:b,c:d}; {@code off} is none. */
    static ValueType<Map<String, String>> pairs(String expected) {
        return new Scalar<>(
                expected,
                pairs -> pairs.isEmpty()
                        ? "off"
                        : pairs.entrySet().stream()
                                .map(pair -> pair.getKey() + ":" + pair.getValue())
                                .collect(Collectors.joining(",")),
                ValueTypes::parsePairs);
    }

    private static @Nullable Map<String, String> parsePairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.equals("off") ? new String[0] : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            if (!pair.matches("[!-~]+:[!-~]+") || colon < 1) {
                return null;
            }
            pairs.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return Collections.unmodifiableMap(pairs);
    }

    static ValueType<Integer> integer(int min, int max) {
        return new Scalar<>("a whole number from " + min + " to " + max, Object::toString, text -> {
            try {
                int value = Integer.parseInt(text);
                return value < min || value > max ? null : value;
            } catch (NumberFormatException e) {
                return null;
            }
        });
    }

    /** A whole number, or a word that stands for one, as {@code auto} for 0. */
    static ValueType<Integer> integerOr(String word, int wordMeans, int min, int max) {
        ValueType<Integer> number = integer(min, max);
        return new Scalar<>(
                number.expected() + ", or " + word, value -> value == wordMeans ? word : value.toString(), text -> {
                    try {
                        return text.equals(word) ? Integer.valueOf(wordMeans) : number.parse(text);
                    } catch (BadValueException e) {
                        return null;
                    }
                });
    }

    /** One constant of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String all = Arrays.stream(constants).map(ValueTypes::hyphenated).collect(Collectors.joining(", "));
        return new Scalar<>("one of " + all, ValueTypes::hyphenated, text -> Arrays.stream(constants)
                .filter(constant -> hyphenated(constant).equals(text))
                .findFirst()
                .orElse(null));
    }

    static String hyphenated(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A type made of two functions; the parser answers null for a text that is no value. */
    record Scalar<T>(String expected, Function<T, String> writer, Parser<T> parser) implements ValueType<T> {
        @Override
        public T parse(String text) throws BadValueException {
            T value = parser.parse(text);
            if (value == null) {
                throw new BadValueException(expected);
            }
            return value;
        }

        @Override
        public String write(T value) {
            return writer.apply(value);
        }
    }

    /** Text to value, null when the text is no value. */
    interface Parser<T> {
        @Nullable
        T parse(String text);
    }
}
