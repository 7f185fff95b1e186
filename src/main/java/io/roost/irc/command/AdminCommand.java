package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code ADMIN}: who is responsible for the server. */
final class AdminCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        IrcServer server = session.server();
        String contact = server.limits().contact();
        if (contact.isEmpty()) {
            session.numeric(Numeric.ERR_NOADMININFO, server.name());
            return;
        }
        session.numeric(Numeric.RPL_ADMINME, server.name());
        session.numeric(Numeric.RPL_ADMINLOC1, server.description());
        session.numeric(Numeric.RPL_ADMINLOC2, server.network());
        session.numeric(Numeric.RPL_ADMINEMAIL, contact);
    }
}
