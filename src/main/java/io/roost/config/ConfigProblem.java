package io.roost.config;

import java.util.regex.Pattern;

/**
 * One thing that is wrong with a configuration.
 *
 * @param origin where it was written: file and line, {@code --set}, or the variable's name
 * @param key the key at fault, empty when the whole source is
 * @param value what was found, empty when nothing was
 * @param expected what should have been there
 */
public record ConfigProblem(String origin, String key, String value, String expected) {
    private static final int MAX_SHOWN_CHARS = 80;

    /** What could move the cursor, colour the terminal or turn the direction of the text. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(origin).append(": ");
        if (!key.isEmpty()) {
            line.append(abbreviated(key)).append(": ");
        }
        if (!value.isEmpty()) {
            line.append('"').append(abbreviated(value)).append("\" ");
        }
        line.append("(expected: ").append(expected).append(')');
        return UNPRINTABLE.matcher(line).replaceAll("?");
    }

    private static String abbreviated(String text) {
        return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "…";
    }
}
