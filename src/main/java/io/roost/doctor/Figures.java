package io.roost.doctor;

import java.util.Locale;

/** Numbers as a reader likes them; written by hand because {@code String.format} costs a start-up 10 ms. */
final class Figures {
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Figures() {}

    /** 1,000,000; limits beyond 2^62 are ways to write "none". */
    static String count(long value) {
        if (value >= 1L << 62) {
            return "unlimited";
        }
        StringBuilder text = new StringBuilder(Long.toString(value));
        int first = value < 0 ? 1 : 0;
        for (int at = text.length() - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** Decimal units with one digit: 5.6 GB. */
    static String bytes(long bytes) {
        if (bytes >= 1L << 62) {
            return "unlimited";
        }
        int unit = 0;
        long tenths = bytes * 10;
        while (tenths >= 10_000 && unit < BYTE_UNITS.length - 1) {
            tenths = (tenths + 500) / 1_000;
            unit++;
        }
        String fraction = unit == 0 ? "" : "." + tenths % 10;
        return tenths / 10 + fraction + " " + BYTE_UNITS[unit];
    }

    static String plural(long count, String noun, String nouns) {
        return count(count) + " " + (count == 1 ? noun : nouns);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
