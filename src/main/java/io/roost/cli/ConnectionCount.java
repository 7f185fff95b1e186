package io.roost.cli;

import io.roost.doctor.Plan;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of connections: 1000000, 500k, 1m. */
public final class ConnectionCount implements ITypeConverter<Long> {
    /** As many digits as the largest number has. */
    private static final String FORM = "[0-9]{1,10}[km]?";

    @Override
    public Long convert(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        if (!text.matches(FORM)) {
            throw refused(value);
        }
        long unit = text.endsWith("m") ? 1_000_000 : text.endsWith("k") ? 1_000 : 1;
        long count = Long.parseLong(unit == 1 ? text : text.substring(0, text.length() - 1)) * unit;
        if (count < 1 || count > Plan.MOST_CONNECTIONS) {
            throw refused(value);
        }
        return count;
    }

    private static TypeConversionException refused(String value) {
        return new TypeConversionException("'" + value + "' (expected: 1 to " + Plan.MOST_CONNECTIONS
                + " connections, such as 1000000, 500k or 1m)");
    }
}
