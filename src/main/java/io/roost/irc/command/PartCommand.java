package io.roost.irc.command;

import io.roost.chat.Conduct;
import io.roost.chat.Refusal;
import io.roost.irc.wire.IrcMessage;

/** {@code PART <channel>{,<channel>} [:<reason>]} */
final class PartCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        for (String name : message.get(0).split(",", -1)) {
            part(session, name, message.get(1));
        }
    }

    static void part(IrcSession session, String name, String reason) {
        Refusal refusal = Conduct.part(session.world(), session.user(), name, reason);
        if (refusal != null) {
            Refusals.tell(session, refusal, name);
        }
    }
}
