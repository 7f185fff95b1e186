package io.roost.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, as {@code 64KiB}; {@code auto} (which is zero) where the kernel may choose. */
record ByteCountType(int minBytes, int maxBytes, boolean mayBeAuto) implements ValueType<Integer> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,10})(B|KiB|MiB|GiB)?");

    @Override
    public Integer parse(String text) throws BadValueException {
        if (mayBeAuto && text.equals("auto")) {
            return 0;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadValueException(expected());
        }
        String unit = form.group(2) == null ? "B" : form.group(2);
        long bytes = Long.parseLong(form.group(1)) << shift(unit);
        if (bytes < minBytes || bytes > maxBytes) {
            throw new BadValueException(expected());
        }
        return (int) bytes;
    }

    @Override
    public String write(Integer bytes) {
        return mayBeAuto && bytes == 0 ? "auto" : text(bytes);
    }

    @Override
    public String expected() {
        return "a size from " + text(minBytes) + " to " + text(maxBytes) + ", such as 64KiB"
                + (mayBeAuto ? ", or auto" : "");
    }

    private static int shift(String unit) {
        return switch (unit) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
    }

    private static String text(int bytes) {
        for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
            if (bytes != 0 && bytes % (1 << shift(unit)) == 0) {
                return (bytes >> shift(unit)) + unit;
            }
        }
        return Integer.toString(bytes);
    }
}
