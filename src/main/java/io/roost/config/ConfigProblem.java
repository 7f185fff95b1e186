package io.roost.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param origin where it was written: file and line, {@code --set}, or the variable's name
 * @param key the key at fault, empty when the whole source is
 * @param value what was found, empty when nothing was
 * @param expected what should have been there
 */
public record ConfigProblem(String origin, String key, String value, String expected) {
    private static final int MAX_VALUE_CHARS = 80;

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(origin).append(": ");
        if (!key.isEmpty()) {
            line.append(key).append(": ");
        }
        if (!value.isEmpty()) {
            line.append('"').append(shown(value)).append("\" ");
        }
        return line.append("(expected: ").append(expected).append(')').toString();
    }

    private static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= MAX_VALUE_CHARS ? plain : plain.substring(0, MAX_VALUE_CHARS) + "…";
    }
}
