package io.roost.irc.command;

import io.roost.chat.ChannelNames;
import io.roost.chat.ChatChannel;
import io.roost.chat.Folding;
import io.roost.chat.Mask;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code WHO <channel, nickname or mask> [o] [%<fields>[,<token>]]} */
final class WhoCommand implements Command {
    /** A mask may match everyone: no more lines than this. */
    private static final int MOST = 500;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        String mask = message.get(0);
        WhoReply reply = new WhoReply(session, message.get(1));
        ChatChannel channel = session.world().directory().find(mask);
        User named = session.world().nicknames().find(mask);
        if (ChannelNames.isChannel(mask)) {
            if (channel != null) {
                ofChannel(session, channel, reply);
            }
        } else if (named != null) {
            reply.tell(named, sharedWith(session.user(), named));
        } else if (mask.indexOf('*') >= 0 || mask.indexOf('?') >= 0 || mask.equals("0")) {
            ofMask(session, mask.equals("0") ? "*" : Folding.fold(mask), reply);
        }
        session.numeric(Numeric.RPL_ENDOFWHO, mask.isEmpty() ? "*" : mask);
    }

    private static void ofChannel(IrcSession session, ChatChannel channel, WhoReply reply) {
        channel.lock();
        try {
            boolean isMember = session.user().membershipIn(channel) != null;
            if (channel.is(ChatChannel.SECRET) && !isMember) {
                return;
            }
            int room = session.roomInLines();
            for (Membership member : channel.members()) {
                if (room-- == 0) {
                    session.numeric(Numeric.ERR_TOOMANYMATCHES, channel.name());
                    return;
                }
                if (isMember || !member.user().is(User.INVISIBLE)) {
                    reply.tell(member.user(), member);
                }
            }
        } finally {
            channel.unlock();
        }
    }

    private static void ofMask(IrcSession session, String mask, WhoReply reply) {
        User asker = session.user();
        List<User> found = new ArrayList<>();
        for (User user : session.world().nicknames().all()) {
            if (found.size() < MOST && user.is(User.WELCOME) && user.isSeenBy(asker) && matches(mask, user)) {
                found.add(user);
            }
        }
        found.forEach(user -> reply.tell(user, sharedWith(asker, user)));
    }

    private static boolean matches(String mask, User user) {
        return Mask.matches(mask, Folding.fold(user.nick()))
                || Mask.matches(mask, user.host())
                || Mask.matches(mask, Folding.fold(user.name()))
                || Mask.matches(mask, Folding.fold(user.realName()));
    }

    /** A channel to show the user in; null: none that the asker may know of. */
    private static @Nullable Membership sharedWith(User asker, User user) {
        for (Membership membership : user.memberships()) {
            if (asker == user || asker.membershipIn(membership.channel()) != null) {
                return membership;
            }
        }
        return null;
    }
}
