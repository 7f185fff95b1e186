package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.Conduct;
import io.roost.chat.Membership;
import io.roost.chat.Refusal;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code JOIN <channel>{,<channel>} [<key>{,<key>}] | JOIN 0} */
final class JoinCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        if (!message.has(0)) {
            session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
            return;
        }
        if (message.get(0).equals("0")) {
            for (Membership membership : session.user().memberships()) {
                PartCommand.part(session, membership.channel().name(), "");
            }
            return;
        }
        String[] keys = message.get(1).split(",", -1);
        int number = 0;
        for (String name : message.get(0).split(",", -1)) {
            join(session, name, number < keys.length ? keys[number] : "");
            number++;
        }
    }

    private static void join(IrcSession session, String name, String key) {
        Refusal refusal = Conduct.enter(session.world(), session.user(), name, key, channel -> show(session, channel));
        if (refusal != null) {
            Refusals.tell(session, refusal, name);
        }
    }

    private static void show(IrcSession session, ChatChannel channel) {
        TopicCommand.tell(session, channel, false);
        if (!session.has(Capability.NO_IMPLICIT_NAMES)) {
            NamesCommand.tell(session, channel);
        }
    }
}
