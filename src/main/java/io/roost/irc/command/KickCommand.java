package io.roost.irc.command;

import io.roost.chat.Conduct;
import io.roost.chat.Refusal;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code KICK <channel>{,<channel>} <nickname>{,<nickname>} [:<reason>]} */
final class KickCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String[] channels = message.get(0).split(",", -1);
        String[] nicks = message.get(1).split(",", -1);
        for (int i = 0; i < nicks.length; i++) {
            // As many channels as users, or one for all of them.
            String name = channels.length == nicks.length ? channels[i] : channels[0];
            kick(session, name, nicks[i], message.get(2));
        }
    }

    private static void kick(IrcSession session, String name, String nick, String reason) {
        Refusal refusal = Conduct.kick(session.world(), session.user(), name, nick, reason);
        if (refusal == Refusal.THEY_ARE_NO_MEMBER) {
            session.numeric(Numeric.ERR_USERNOTINCHANNEL, nick, Refusals.shown(session, name));
        } else if (refusal != null) {
            Refusals.tell(session, refusal, name);
        }
    }
}
