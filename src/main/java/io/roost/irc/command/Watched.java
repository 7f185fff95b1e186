package io.roost.irc.command;

import io.roost.chat.Fanout;
import io.roost.chat.Monitors;
import io.roost.chat.User;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Source;

/** What those are told who monitor a user. */
final class Watched implements Monitors.Teller {
    private final Source server;

    Watched(String serverName) {
        this.server = Source.server(serverName);
    }

    @Override
    public void came(User watcher, User user) {
        tell(watcher, Numeric.RPL_MONONLINE, user.prefix());
    }

    @Override
    public void went(User watcher, String nick) {
        tell(watcher, Numeric.RPL_MONOFFLINE, nick);
    }

    private void tell(User watcher, Numeric numeric, String text) {
        Fanout.tell(watcher, Line.of(server, numeric.code(), watcher.nick(), text));
    }
}
