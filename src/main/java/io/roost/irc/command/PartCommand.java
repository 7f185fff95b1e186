package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Utf8;

/** {@code PART <channel>{,<channel>} [:<reason>]} */
final class PartCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String reason = Utf8.cut(message.get(1), session.server().limits().topicLength());
        for (String name : message.get(0).split(",", -1)) {
            part(session, name, reason);
        }
    }

    static void part(IrcSession session, String name, String reason) {
        ChatChannel channel = session.world().directory().find(name);
        if (channel == null) {
            session.numeric(Numeric.ERR_NOSUCHCHANNEL, name.isEmpty() ? "*" : name);
            return;
        }
        User user = session.user();
        channel.lock();
        try {
            Membership member = user.membershipIn(channel);
            if (member == null) {
                session.numeric(Numeric.ERR_NOTONCHANNEL, channel.name());
                return;
            }
            Line line = reason.isEmpty()
                    ? Line.of(user.source(), "PART", channel.name())
                    : Line.of(user.source(), "PART", channel.name(), reason);
            channel.leave(member, line, session.isLabelled() ? user : null);
        } finally {
            channel.unlock();
        }
    }
}
