package io.roost.load.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures and lines as every report here writes them: the same in any locale. */
final class Text {
    private static final int DIGITS = 3;
    private static final MathContext THREE_DIGITS = new MathContext(DIGITS, RoundingMode.HALF_UP);

    private Text() {}

    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    static String count(long count) {
        return format("%,d", count);
    }

    static String count(double count) {
        return count(Math.round(count));
    }

    /** Per second; below ten with decimals, for a slow heartbeat is not 0/s. */
    static String rate(double perSecond) {
        return perSecond > 0 && perSecond < 10 ? format("%.2f/s", perSecond) : count(perSecond) + "/s";
    }

    /** A latency in the unit that fits it, with three significant digits: 850us, 1.23ms, 12.3s. */
    static String micros(double micros) {
        if (micros <= 0) {
            return "0us";
        }
        // rounded before the unit is chosen: 999.9us is 1.00ms, never 1000us
        BigDecimal rounded = new BigDecimal(micros).round(THREE_DIGITS);
        double value = rounded.doubleValue();
        if (value < 1e3) {
            return digits(value) + "us";
        }
        return value < 1e6 ? digits(value / 1e3) + "ms" : digits(value / 1e6) + "s";
    }

    private static String digits(double value) {
        int whole = value < 10 ? 1 : value < 100 ? 2 : DIGITS;
        return format("%,." + (DIGITS - whole) + "f", value);
    }

    /** How long something took, for people: 850ms, 12.3s, 3m20s, 2h05m. */
    static String seconds(double seconds) {
        if (seconds < 60) {
            return seconds <= 0 ? "0s" : seconds < 1 ? micros(seconds * 1e6) : format("%.1fs", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? format("%dm%02ds", whole / 60, whole % 60)
                : format("%,dh%02dm", whole / 3600, whole % 3600 / 60);
    }

    /** In binary units, with three significant digits. */
    static String bytes(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        double value = (double) bytes;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return (unit == 0 ? count(value) : digits(value)) + " " + units[unit];
    }

    /** A share that does not flatter: 100% is all of it and 0% is none. */
    static String share(double part, double whole) {
        if (part == 0 || whole <= 0) {
            return "0%";
        }
        if (part == whole) {
            return "100%";
        }
        double thousandths = Math.floor(100_000.0 * part / whole);
        return thousandths == 0
                ? "<0.001%"
                : new BigDecimal(thousandths / 1000)
                                .setScale(3, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "%";
    }

    static String plural(long count, String one) {
        return format("%,d %s%s", count, one, count == 1 ? "" : "s");
    }

    /** Without control characters: what a server, a label or a file brought may not steer the terminal. */
    static String plain(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    static String painted(boolean colours, String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Breaks at spaces; a word too long for a line keeps one to itself, so that it can be copied. */
    static List<String> wrapped(String text, int width) {
        return joined(List.of(text.split(" ", -1)), " ", width);
    }

    /** As many parts on a line as fit. */
    static List<String> joined(List<String> parts, String gap, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            if (line.length() > 0 && line.length() + gap.length() + part.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : gap).append(part);
        }
        lines.add(line.toString());
        return lines;
    }
}
