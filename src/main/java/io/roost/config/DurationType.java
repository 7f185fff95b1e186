package io.roost.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time with its unit, as {@code 90s}; {@code off} (which is zero) where that makes sense. */
record DurationType(Duration min, Duration max, boolean mayBeOff) implements ValueType<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    @Override
    public Duration parse(String text) throws BadValueException {
        if (mayBeOff && text.equals("off")) {
            return Duration.ZERO;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadValueException(expected());
        }
        long count = Long.parseLong(form.group(1));
        Duration value =
                switch (form.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofSeconds(60 * count);
                    case "h" -> Duration.ofSeconds(3_600 * count);
                    default -> Duration.ofSeconds(86_400 * count);
                };
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new BadValueException(expected());
        }
        return value;
    }

    @Override
    public String write(Duration value) {
        if (mayBeOff && value.isZero()) {
            return "off";
        }
        return text(value);
    }

    @Override
    public String expected() {
        return "a duration from " + text(min) + " to " + text(max) + ", such as 90s" + (mayBeOff ? ", or off" : "");
    }

    /** The shortest text that means exactly this duration, in milliseconds at the finest. */
    static String text(Duration value) {
        long ms = value.toMillis();
        if (ms % 1_000 != 0) {
            return ms + "ms";
        }
        long seconds = ms / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
    }
}
