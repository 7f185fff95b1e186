package io.roost.irc.wire;

import org.jspecify.annotations.Nullable;

/**
 * Who a line is from, as it was when it was said.
 *
 * @param prefix {@code nick!user@host} or the name of a server
 * @param account null: not logged in
 * @param isBot whether it says of itself that it is one
 */
public record Source(String prefix, @Nullable String account, boolean isBot) {
    /** A server. */
    public static Source server(String name) {
        return new Source(name, null, false);
    }
}
