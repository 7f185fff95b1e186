package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code PASS <password>} */
final class PassCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        Registration registration = session.registration();
        if (registration == null || !message.has(0)) {
            session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
            return;
        }
        registration.password = message.get(0);
    }
}
