package io.roost.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A share as {@code 95%}; {@code off} is 0. */
record PercentType() implements ValueType<Integer> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})%");

    @Override
    public Integer parse(String text) throws BadValueException {
        if (text.equals("off")) {
            return 0;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(1)) < 1 || Integer.parseInt(form.group(1)) > 100) {
            throw new BadValueException(expected());
        }
        return Integer.valueOf(form.group(1));
    }

    @Override
    public String write(Integer percent) {
        return percent == 0 ? "off" : percent + "%";
    }

    @Override
    public String expected() {
        return "a share from 1% to 100%, or off";
    }
}
