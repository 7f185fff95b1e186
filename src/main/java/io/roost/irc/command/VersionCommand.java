package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code VERSION} */
final class VersionCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        IrcServer server = session.server();
        session.numeric(Numeric.RPL_VERSION, server.version(), server.name(), "IRC over lanes");
        Isupport.send(session);
    }
}
