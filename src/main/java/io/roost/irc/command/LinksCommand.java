package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code LINKS}: the one server that there is. */
final class LinksCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String name = session.server().name();
        session.numeric(Numeric.RPL_LINKS, name, name, "0 " + session.server().description());
        session.numeric(Numeric.RPL_ENDOFLINKS, "*");
    }
}
