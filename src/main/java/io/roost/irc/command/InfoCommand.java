package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.ServerTime;

/** {@code INFO} */
final class InfoCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        IrcServer server = session.server();
        session.numeric(Numeric.RPL_INFO, server.description());
        session.numeric(Numeric.RPL_INFO, "Version " + server.version());
        session.numeric(Numeric.RPL_INFO, "Started " + ServerTime.readable(server.startMillis()));
        session.numeric(Numeric.RPL_ENDOFINFO);
    }
}
