package io.roost.toxic;

import java.util.Locale;

/**
 * A whole number that a type of toxic takes; 0 unless it is given.
 *
 * @param unit in the plural
 */
public record Attribute(String name, long least, long most, String unit) {
    private static final long YEAR_MS = 366L * 24 * 60 * 60 * 1_000;

    static Attribute ms(String name) {
        return new Attribute(name, 0, YEAR_MS, "milliseconds");
    }

    static Attribute us(String name) {
        return new Attribute(name, 0, 60_000_000, "microseconds");
    }

    static Attribute bytes(String name, long least, long most) {
        return new Attribute(name, least, most, "bytes");
    }

    /** The value itself, when it is within the bounds. */
    long checked(long value) throws ToxicException {
        if (value < least || value > most) {
            throw new ToxicException(expected());
        }
        return value;
    }

    String expected() {
        return String.format(Locale.ROOT, "%s of %d to %d %s", name, least, most, unit);
    }
}
