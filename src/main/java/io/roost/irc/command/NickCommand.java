package io.roost.irc.command;

import io.roost.chat.Presence;
import io.roost.chat.Refusal;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code NICK <nickname>} */
final class NickCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String nick = message.get(0);
        if (nick.isEmpty()) {
            session.numeric(Numeric.ERR_NONICKNAMEGIVEN);
            return;
        }
        Refusal refusal = Presence.rename(session.world(), session.user(), nick);
        if (refusal != null) {
            session.numeric(Refusals.numeric(refusal), nick);
        } else if (!session.isRegistered()) {
            Welcome.ifComplete(session);
        }
    }
}
