package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.WireLimits;

/** {@code NAMES <channel>{,<channel>}} */
final class NamesCommand implements Command {
    /** Of the line around the names, beside what differs. */
    private static final int FRAME_CHARS = 16;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        if (!message.has(0)) {
            session.numeric(Numeric.RPL_ENDOFNAMES, "*");
            return;
        }
        for (String name : message.get(0).split(",", -1)) {
            ChatChannel channel = session.world().directory().find(name);
            if (channel != null) {
                channel.lock();
                try {
                    names(session, channel);
                } finally {
                    channel.unlock();
                }
            }
        }
        session.numeric(Numeric.RPL_ENDOFNAMES, message.get(0));
    }

    /**
     * Under the channel's lock: what has happened in it is delivered before the first line is written, and nothing
     * happens until the last is, so the list is what the client has seen come and go.
     */
    static void tell(IrcSession session, ChatChannel channel) {
        names(session, channel);
        session.numeric(Numeric.RPL_ENDOFNAMES, channel.name());
    }

    private static void names(IrcSession session, ChatChannel channel) {
        boolean isMember = session.user().membershipIn(channel) != null;
        if (channel.is(ChatChannel.SECRET) && !isMember) {
            return;
        }
        String symbol = channel.is(ChatChannel.SECRET) ? "@" : "=";
        int frame = FRAME_CHARS
                + session.server().name().length()
                + session.user().nick().length()
                + 3 * channel.name().length();
        int room = session.roomInLines();
        StringBuilder names = new StringBuilder(WireLimits.BODY);
        for (Membership member : channel.members()) {
            User user = member.user();
            if (!isMember && user.is(User.INVISIBLE)) {
                continue;
            }
            int before = names.length();
            if (before > 0) {
                names.append(' ');
            }
            names.append(member.prefixes(session.has(Capability.MULTI_PREFIX)));
            names.append(session.has(Capability.USERHOST_IN_NAMES) ? user.prefix() : user.nick());
            if (names.length() + frame > WireLimits.BODY && before > 0) {
                session.numeric(Numeric.RPL_NAMREPLY, symbol, channel.name(), names.substring(0, before));
                names.delete(0, before + 1);
                if (--room == 0) {
                    session.numeric(Numeric.ERR_TOOMANYMATCHES, channel.name());
                    return;
                }
            }
        }
        if (!names.isEmpty()) {
            session.numeric(Numeric.RPL_NAMREPLY, symbol, channel.name(), names.toString());
        }
    }
}
