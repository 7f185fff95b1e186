package io.roost.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A short time with its unit, 2s or 500ms, in milliseconds; from 1 ms to an hour. */
final class TimeoutMs implements ITypeConverter<Integer> {
    private static final String FORM = "[0-9]{1,7}(ms|s)";
    private static final int HOUR_MS = 3_600_000;

    @Override
    public Integer convert(String value) {
        if (value.matches(FORM)) {
            boolean isMs = value.endsWith("ms");
            long count = Long.parseLong(value.substring(0, value.length() - (isMs ? 2 : 1)));
            long ms = isMs ? count : 1_000 * count;
            if (ms >= 1 && ms <= HOUR_MS) {
                return (int) ms;
            }
        }
        throw new TypeConversionException("'" + value + "' (expected: a time from 1ms to 3600s, such as 2s or 500ms)");
    }
}
