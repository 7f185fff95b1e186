package io.roost.config;

import io.roost.toxic.NamedToxic;
import io.roost.toxic.ToxicException;
import io.roost.toxic.ToxicText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Toxics, as a list or with spaces between them. */
final class ToxicsType implements ValueType<List<NamedToxic>> {
    private static final String NONE = "none";

    @Override
    public List<NamedToxic> parse(String text) throws BadValueException {
        List<NamedToxic> toxics = new ArrayList<>();
        for (String one : texts(text)) {
            toxics.add(one(one));
        }
        return List.copyOf(toxics);
    }

    /** The texts of a value that is not written as a list. */
    static List<String> texts(String text) {
        return text.equals(NONE) || text.equals("[]") ? List.of() : Arrays.asList(text.split(" +", -1));
    }

    static NamedToxic one(String text) throws BadValueException {
        try {
            return ToxicText.parse(text);
        } catch (ToxicException e) {
            throw new BadValueException(e.expected());
        }
    }

    @Override
    public String write(List<NamedToxic> toxics) {
        return toxics.isEmpty()
                ? NONE
                : toxics.stream().map(NamedToxic::toString).collect(Collectors.joining(" "));
    }

    @Override
    public String expected() {
        return "a list of texts such as latency:latency=50,jitter=10@0.2, or none";
    }
}
