package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.ServerTime;

/** {@code TIME [<server>]} */
final class TimeCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String name = session.server().name();
        if (message.has(0) && !message.get(0).equalsIgnoreCase(name)) {
            session.numeric(Numeric.ERR_NOSUCHSERVER, message.get(0));
            return;
        }
        session.numeric(Numeric.RPL_TIME, name, ServerTime.readable(System.currentTimeMillis()));
    }
}
