package io.roost.talk;

import io.roost.chat.ChannelNames;
import io.roost.chat.ChatChannel;
import io.roost.chat.Membership;
import io.roost.chat.Presence;
import io.roost.chat.Refusal;
import io.roost.chat.User;
import io.roost.connection.DisconnectReason;
import io.roost.irc.wire.Utf8;
import org.jspecify.annotations.Nullable;

/** Commands about people; what follows the command's name is {@code rest}. */
final class PeopleCommands {
    /** What {@code /who} tells at most. */
    private static final int TOLD = 100;

    private PeopleCommands() {}

    /** {@code /me TEXT} */
    static void me(TalkSession session, String rest) {
        if (rest.isEmpty()) {
            session.say("/me needs a text, such as /me waves.");
        } else {
            Speech.act(session, rest);
        }
    }

    /** {@code /msg NAME TEXT} */
    static void msg(TalkSession session, String rest) {
        Words words = Words.of(rest);
        if (words.rest().isEmpty()) {
            session.say("/msg needs a name and a text, such as /msg alice hello.");
        } else {
            Speech.to(session, words.first(), words.rest());
        }
    }

    /** {@code /nick NAME} */
    static void nick(TalkSession session, String rest) {
        if (rest.isEmpty()) {
            session.say("You are " + session.user().nick() + ".");
            return;
        }
        Refusal refusal = Presence.rename(session.world(), session.user(), rest);
        if (refusal != null) {
            session.say(RefusalSentences.of(refusal, rest));
        }
    }

    /** {@code /away [REASON]} */
    static void away(TalkSession session, String rest) {
        Presence.setAway(session.world(), session.user(), rest);
        session.say(rest.isEmpty() ? "You are back." : "You are away.");
    }

    /** {@code /quit [REASON]} */
    static void quit(TalkSession session, String rest) {
        String reason = Utf8.cut(rest, session.world().limits().topicLength());
        session.quit(reason.isEmpty() ? "Quit" : "Quit: " + reason, "Goodbye.", DisconnectReason.PEER);
    }

    /** {@code /who [NAME or #NAME]} */
    static void who(TalkSession session, String rest) {
        String name = Words.of(rest).first();
        if (!name.isEmpty() && !ChannelNames.isChannel(name)) {
            whoIs(session, name);
            return;
        }
        ChatChannel channel = ChannelCommands.named(session, rest);
        if (channel == null) {
            return;
        }
        channel.lock();
        try {
            if (!channel.isSeenBy(session.user())) {
                session.say(RefusalSentences.of(Refusal.NOT_A_MEMBER, channel.name()));
                return;
            }
            boolean isMember = session.user().membershipIn(channel) != null;
            int told = 0;
            for (Membership member : channel.members()) {
                if (told++ == TOLD) {
                    session.say("… and more; /names is shorter.");
                    return;
                }
                if (isMember || !member.user().is(User.INVISIBLE)) {
                    session.say(description(member.user(), member));
                }
            }
        } finally {
            channel.unlock();
        }
    }

    private static void whoIs(TalkSession session, String nick) {
        User user = session.world().nicknames().find(nick);
        session.say(user == null ? RefusalSentences.of(Refusal.NO_SUCH_USER, nick) : description(user, null));
    }

    private static String description(User user, @Nullable Membership member) {
        StringBuilder text = new StringBuilder(user.nick());
        if (!user.realName().isEmpty() && !user.realName().equals(user.nick())) {
            text.append(" (").append(user.realName()).append(')');
        }
        text.append(" from ").append(user.host());
        if (member != null && member.isAtLeast(Membership.HALFOP)) {
            text.append(", operator here");
        }
        if (user.is(User.OPERATOR)) {
            text.append(", operator of the server");
        }
        if (user.is(User.BOT)) {
            text.append(", a bot");
        }
        String away = user.away();
        if (away != null) {
            text.append(", away: ").append(away);
        }
        return text.toString();
    }
}
