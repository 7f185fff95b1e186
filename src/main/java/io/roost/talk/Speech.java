package io.roost.talk;

import io.roost.chat.ChannelNames;
import io.roost.chat.ChatChannel;
import io.roost.chat.Fanout;
import io.roost.chat.Refusal;
import io.roost.chat.User;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Utf8;
import io.roost.irc.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a person says, to a channel or to another. Terminals show what is typed, so it does not come back. */
final class Speech {
    private static final String COMMAND = "PRIVMSG";

    /** Of {@code :source PRIVMSG target :text}, beside source, target and text. */
    private static final int FRAME_BYTES = ":".length() + 1 + COMMAND.length() + 1 + " :".length();

    private static final String ACTION = "\u0001ACTION ";
    private static final String ACTION_END = "\u0001";

    private Speech() {}

    static void toCurrent(TalkSession session, String text) {
        ChatChannel channel = currentOf(session);
        if (channel != null) {
            toChannel(session, channel, text, false);
        }
    }

    /** {@code /me TEXT} */
    static void act(TalkSession session, String text) {
        ChatChannel channel = currentOf(session);
        if (channel != null) {
            toChannel(session, channel, text, true);
        }
    }

    /** {@code /msg NAME TEXT}, to a user or a channel. */
    static void to(TalkSession session, String target, String text) {
        if (!ChannelNames.isChannel(target)) {
            toUser(session, target, text);
            return;
        }
        ChatChannel channel = session.world().directory().find(target);
        if (channel == null) {
            session.say(RefusalSentences.of(Refusal.NO_SUCH_CHANNEL, target));
        } else {
            toChannel(session, channel, text, false);
        }
    }

    /** Null, and told so, when it is in none. */
    static @Nullable ChatChannel currentOf(TalkSession session) {
        ChatChannel channel = session.current();
        if (channel != null && session.user().membershipIn(channel) != null) {
            return channel;
        }
        session.say("You are in no channel now: /join #NAME enters one.");
        return null;
    }

    private static void toChannel(TalkSession session, ChatChannel channel, String text, boolean isAction) {
        User user = session.user();
        spoke(user);
        channel.lock();
        try {
            String message = message(session, channel.name(), text, isAction);
            Refusal refusal = channel.silences(user, message);
            if (refusal != null) {
                session.say(RefusalSentences.of(refusal, channel.name()));
                return;
            }
            channel.say(Line.message(user.source(), COMMAND, "", channel.name(), message), user, false);
        } finally {
            channel.unlock();
        }
    }

    private static void toUser(TalkSession session, String nick, String text) {
        User from = session.user();
        User to = session.world().nicknames().find(nick);
        Refusal refusal = to == null ? Refusal.NO_SUCH_USER : to.refuses(from);
        if (to == null || refusal != null) {
            session.say(RefusalSentences.of(refusal == null ? Refusal.NO_SUCH_USER : refusal, nick));
            return;
        }
        spoke(from);
        Fanout.tell(to, Line.message(from.source(), COMMAND, "", to.nick(), message(session, to.nick(), text, false)));
        String away = to.away();
        if (away != null) {
            session.say(to.nick() + " is away: " + away);
        }
    }

    /** As much of it as fits the line that IRC users get; what does not is told. */
    private static String message(TalkSession session, String target, String text, boolean isAction) {
        int room = WireLimits.BODY
                - FRAME_BYTES
                - bytes(session.user().prefix())
                - bytes(target)
                - (isAction ? ACTION.length() + ACTION_END.length() : 0);
        String cut = Utf8.cut(text, room);
        if (cut.length() < text.length()) {
            session.say("That was too long: only its first " + bytes(cut) + " bytes were sent.");
        }
        return isAction ? ACTION + cut + ACTION_END : cut;
    }

    private static void spoke(User user) {
        user.spoke((int) (System.currentTimeMillis() / 1_000));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
