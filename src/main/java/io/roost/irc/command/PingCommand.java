package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code PING <token>} */
final class PingCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        if (message.count() == 0) {
            session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
        } else if (!message.has(0)) {
            session.numeric(Numeric.ERR_NOORIGIN);
        } else {
            session.reply("PONG", session.server().name(), message.get(0));
        }
    }
}
