package io.roost.toxic;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A toxic as a person writes it: its type; after a colon its attributes, and {@code stream} and {@code name} if they
 * are not the default ones; after an @ its toxicity. So {@code latency:latency=50,jitter=10@0.2}, or
 * {@code never_read}, or {@code bandwidth:rate=100,stream=upstream}.
 */
public final class ToxicText {
    private static final int MAX_CHARS = 400;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern SHARE = Pattern.compile("\\d(?:\\.\\d{1,9})?");

    private ToxicText() {}

    /** Reads one. */
    public static NamedToxic parse(String text) throws ToxicException {
        if (text.length() > MAX_CHARS) {
            throw new ToxicException("a toxic of at most " + MAX_CHARS + " characters");
        }
        int at = text.lastIndexOf('@');
        String described = at < 0 ? text : text.substring(0, at);
        double toxicity = at < 0 ? 1 : toxicity(text.substring(at + 1));
        int colon = described.indexOf(':');
        String typeText = colon < 0 ? described : described.substring(0, colon);
        ToxicType type = ToxicType.of(typeText);
        if (type == null) {
            throw new ToxicException("a type of toxic: one of " + ToxicType.all());
        }
        Map<String, String> pairs = colon < 0 ? Map.of() : pairs(type, described.substring(colon + 1));
        ToxicStream stream = pairs.containsKey("stream")
                ? ToxicStream.of(String.valueOf(pairs.get("stream")))
                : ToxicStream.DOWNSTREAM;
        String name = pairs.containsKey("name")
                ? NamedToxic.checkedName(String.valueOf(pairs.get("name")))
                : NamedToxic.defaultName(typeText, stream);
        return new NamedToxic(name, stream, toxicity, type.make(numbers(type, pairs)));
    }

    /** {@code parse(write(toxic))} equals {@code toxic}. */
    public static String write(NamedToxic named) {
        String type = named.toxic().type().text();
        Set<String> pairs = new LinkedHashSet<>();
        named.toxic().attributes().forEach((key, value) -> {
            if (value != 0 || pairs.isEmpty()) {
                pairs.add(key + "=" + value);
            }
        });
        if (named.stream() != ToxicStream.DOWNSTREAM) {
            pairs.add("stream=" + named.stream().text());
        }
        if (!named.name().equals(NamedToxic.defaultName(type, named.stream()))) {
            pairs.add("name=" + named.name());
        }
        return type
                + (pairs.isEmpty() ? "" : ":" + String.join(",", pairs))
                + (named.toxicity() == 1 ? "" : "@" + share(named.toxicity()));
    }

    private static String share(double toxicity) {
        return new java.math.BigDecimal(toxicity)
                .setScale(9, java.math.RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static double toxicity(String text) throws ToxicException {
        if (!SHARE.matcher(text).matches()) {
            throw new ToxicException("a toxicity of 0 to 1 after the @, such as @0.2");
        }
        return NamedToxic.checkedToxicity(Double.parseDouble(text));
    }

    private static Map<String, String> pairs(ToxicType type, String text) throws ToxicException {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            boolean isKnown = key.equals("stream")
                    || key.equals("name")
                    || type.attributes().stream()
                            .anyMatch(attribute -> attribute.name().equals(key));
            if (equals < 0 || !isKnown || pairs.put(key, pair.substring(equals + 1)) != null) {
                throw new ToxicException(forms(type));
            }
        }
        return pairs;
    }

    private static Map<String, Long> numbers(ToxicType type, Map<String, String> pairs) throws ToxicException {
        Map<String, Long> numbers = new HashMap<>();
        for (Attribute attribute : type.attributes()) {
            String text = pairs.get(attribute.name());
            if (text != null && !NUMBER.matcher(text).matches()) {
                throw new ToxicException(attribute.expected());
            }
            if (text != null) {
                numbers.put(attribute.name(), Long.valueOf(text));
            }
        }
        return numbers;
    }

    private static String forms(ToxicType type) {
        return type.attributes().stream()
                .map(attribute -> attribute.name() + "=")
                .collect(Collectors.joining(", ", "after " + type.text() + ": ", ""))
                .concat(type.attributes().isEmpty() ? "stream= or name=" : ", stream= or name=")
                .concat(", each once, with commas between them");
    }
}
