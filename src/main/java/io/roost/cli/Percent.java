package io.roost.cli;

import java.util.Locale;

/** A share in per cent that does not flatter: "100 %" means all of it and "0 %" means none. */
final class Percent {
    private Percent() {}

    static String of(long part, long whole) {
        if (part == 0 || whole <= 0) {
            return "0 %";
        }
        if (part == whole) {
            return "100 %";
        }
        double tenths = Math.floor(1000.0 * part / whole);
        return tenths == 0 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", tenths / 10);
    }
}
