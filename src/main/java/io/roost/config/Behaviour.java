package io.roost.config;

import io.roost.toxic.NamedToxic;
import java.util.List;

/**
 * How a listener treats its clients, beside serving them.
 *
 * @param banner what a client is sent first, with its escapes; empty: nothing
 * @param identify whether a client is told first where it has come to and who it is
 * @param toxics what spoils its connections from the start
 */
public record Behaviour(String banner, boolean identify, List<NamedToxic> toxics) {
    /** None of it. */
    public static final Behaviour PLAIN = new Behaviour("", false, List.of());

    /** With these toxics instead. */
    Behaviour with(List<NamedToxic> others) {
        return new Behaviour(banner, identify, List.copyOf(others));
    }

    /** The banner as it is sent. */
    public String bannerText() {
        return banner.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }
}
