package io.roost.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    /** A name, and bcrypt's own form of version, cost, salt and hash. */
    private static final Pattern HASHED = Pattern.compile("[!-9;-~]+:\\$2[aby]?\\$[0-3]\\d\\$[./A-Za-z0-9]{53}");

    static final ValueType<List<AddressBlock>> ADDRESS_BLOCKS_OR_OFF = new Scalar<>(
            "addresses or blocks such as 10.0.0.0/8, with commas between them, or off",
            blocks -> blocks.isEmpty()
                    ? "off"
                    : blocks.stream().map(AddressBlock::text).collect(Collectors.joining(",")),
            ValueTypes::parseBlocks);

    private ValueTypes() {}

    private static @Nullable List<AddressBlock> parseBlocks(String text) {
        List<AddressBlock> blocks = new ArrayList<>();
        for (String one : text.equals("off") ? new String[0] : text.split(",", -1)) {
            AddressBlock block = AddressBlock.parse(one);
            if (block == null) {
                return null;
            }
            blocks.add(block);
        }
        return List.copyOf(blocks);
    }

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

    /** Names and bcrypt hashes, {@code name:hash,name:hash}; {@code off} is none. */
    static ValueType<Map<String, String>> hashes(String expected) {
        return new Scalar<>(
                expected,
                pairs -> pairs.isEmpty()
                        ? "off"
                        : pairs.entrySet().stream()
                                .map(pair -> pair.getKey() + ":" + pair.getValue())
                                .collect(Collectors.joining(",")),
                ValueTypes::parseHashes);
    }

    private static @Nullable Map<String, String> parseHashes(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.equals("off") ? new String[0] : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            if (!HASHED.matcher(pair).matches()) {
                return null;
            }
            pairs.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return Collections.unmodifiableMap(pairs);
    }

    /** Words of this form, with commas between them; {@code none} stands for no word at all. */
    static ValueType<Set<String>> words(String none, String expected, String form) {
        Pattern pattern = Pattern.compile(form);
        return new Scalar<>(
                expected + ", or " + none, words -> words.isEmpty() ? none : String.join(",", words), text -> {
                    if (text.equals(none)) {
                        return Set.of();
                    }
                    Set<String> words = new LinkedHashSet<>(Arrays.asList(text.split(",", -1)));
                    return words.stream().allMatch(word -> pattern.matcher(word).matches())
                            ? Collections.unmodifiableSet(words)
                            : null;
                });
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
