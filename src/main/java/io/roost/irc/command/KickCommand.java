package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Utf8;

/** {@code KICK <channel>{,<channel>} <nickname>{,<nickname>} [:<reason>]} */
final class KickCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String given = Utf8.cut(message.get(2), session.server().limits().topicLength());
        String reason = given.isEmpty() ? session.user().nick() : given;
        String[] channels = message.get(0).split(",", -1);
        String[] nicks = message.get(1).split(",", -1);
        for (int i = 0; i < nicks.length; i++) {
            // As many channels as users, or one for all of them.
            String name = channels.length == nicks.length ? channels[i] : channels[0];
            kick(session, name, nicks[i], reason);
        }
    }

    private static void kick(IrcSession session, String name, String nick, String reason) {
        ChatChannel channel = session.world().directory().find(name);
        if (channel == null) {
            session.numeric(Numeric.ERR_NOSUCHCHANNEL, name.isEmpty() ? "*" : name);
            return;
        }
        User user = session.user();
        channel.lock();
        try {
            Membership own = user.membershipIn(channel);
            User target = session.world().nicknames().find(nick);
            Membership theirs = target == null ? null : target.membershipIn(channel);
            if (own == null) {
                session.numeric(Numeric.ERR_NOTONCHANNEL, channel.name());
            } else if (!own.isAtLeast(Membership.HALFOP)) {
                session.numeric(Numeric.ERR_CHANOPRIVSNEEDED, channel.name());
            } else if (target == null || theirs == null) {
                session.numeric(Numeric.ERR_USERNOTINCHANNEL, nick.isEmpty() ? "*" : nick, channel.name());
            } else if (theirs.isAtLeast(Membership.OPERATOR) && !own.isAtLeast(Membership.OPERATOR)) {
                session.numeric(Numeric.ERR_CHANOPRIVSNEEDED, channel.name());
            } else {
                Line line = Line.of(user.source(), "KICK", channel.name(), target.nick(), reason);
                channel.leave(theirs, line, session.isLabelled() ? user : null);
            }
        } finally {
            channel.unlock();
        }
    }
}
