package io.roost.irc.command;

import io.roost.chat.Fanout;
import io.roost.chat.User;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Source;

/** What those are told who monitor a user. */
final class Watched {
    private Watched() {}

    static void came(IrcSession session) {
        User user = session.user();
        tell(session, user.nick(), Numeric.RPL_MONONLINE, user.prefix());
    }

    /** Under this nickname it is no longer here. */
    static void went(IrcSession session, String nick) {
        tell(session, nick, Numeric.RPL_MONOFFLINE, nick);
    }

    private static void tell(IrcSession session, String nick, Numeric numeric, String text) {
        for (User watcher : session.world().monitors().of(nick)) {
            Source server = Source.server(session.server().name());
            Fanout.tell(watcher, Line.of(server, numeric.code(), watcher.nick(), text));
        }
    }

    /** A change that those with extended-monitor hear of even without a channel in common. */
    static void changed(IrcSession session, Line line) {
        User user = session.user();
        for (User watcher : session.world().monitors().of(user.nick())) {
            if (watcher != user && !watcher.sharesAChannelWith(user)) {
                Fanout.tell(watcher, line);
            }
        }
    }
}
