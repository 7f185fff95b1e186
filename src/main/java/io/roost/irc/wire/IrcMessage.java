package io.roost.irc.wire;

import java.util.List;

/**
 * A line of a client, taken apart. Immutable.
 *
 * @param tags as sent, without the {@code @}; empty: none
 * @param command in capitals
 * @param parameters at most {@link WireLimits#PARAMETERS}
 * @param isUtf8 false when bytes had to be replaced
 */
public record IrcMessage(String tags, String command, List<String> parameters, boolean isUtf8) {
    /** How many parameters there are. */
    public int count() {
        return parameters.size();
    }

    /** The parameter of this number, from 0; empty when there are not so many. */
    public String get(int number) {
        return number < parameters.size() ? parameters.get(number) : "";
    }

    /** Whether there is a parameter of this number and it is not empty. */
    public boolean has(int number) {
        return !get(number).isEmpty();
    }
}
