package io.roost.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rate as {@code 32/10m}, which is 32 at once and one more each 18.75 s; {@code off} for any number. */
record RateType(int most, Duration longest) implements ValueType<Rate> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\S+)");
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Override
    public Rate parse(String text) throws BadValueException {
        if (text.equals("off")) {
            return Rate.ANY;
        }
        Matcher form = FORM.matcher(text);
        int count = form.matches() ? Integer.parseInt(form.group(1)) : 0;
        if (count < 1 || count > most) {
            throw new BadValueException(expected());
        }
        try {
            return new Rate(count, new DurationType(SHORTEST, longest, false).parse(form.group(2)));
        } catch (BadValueException e) {
            throw new BadValueException(expected());
        }
    }

    @Override
    public String write(Rate rate) {
        return rate.count() == 0 ? "off" : rate.count() + "/" + DurationType.text(rate.per());
    }

    @Override
    public String expected() {
        return "a number from 1 to " + most + " and a duration from " + DurationType.text(SHORTEST) + " to "
                + DurationType.text(longest) + ", such as 32/10m, or off";
    }
}
