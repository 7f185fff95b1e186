package io.roost.talk;

import io.roost.chat.Presence;
import io.roost.chat.Refusal;
import io.roost.chat.User;
import io.roost.connection.DisconnectReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What a person is asked before it may take part. */
final class Entrance {
    static final String ASK_NAME = "What is your name?";
    static final String ASK_PASSWORD = "What is the password?";

    /** Before the {@code @}, where IRC shows the user's name. */
    private static final String USER_NAME = "~talk";

    private Entrance() {}

    static void answer(TalkSession session, String answer) {
        if (session.isTrusted()) {
            name(session, answer);
        } else if (MessageDigest.isEqual(bytes(session.server().password()), bytes(answer))) {
            session.trust();
            session.say(ASK_NAME);
        } else {
            session.quit("Password incorrect", "It is not. Goodbye.", DisconnectReason.PEER);
        }
    }

    private static void name(TalkSession session, String nick) {
        User user = session.user();
        Refusal refusal = Presence.rename(session.world(), user, nick);
        if (refusal != null) {
            session.say(RefusalSentences.of(refusal, nick) + " " + ASK_NAME);
            return;
        }
        user.setName(USER_NAME);
        user.setRealName(nick);
        session.welcome();
        int others = session.world().census().users() - 1;
        session.say("Hello " + nick + ", "
                + (others == 0 ? "nobody else is" : others == 1 ? "one other is" : others + " others are")
                + " here. What you type is said in " + TalkServer.LOBBY + "; /help tells what else there is.");
        session.server().motd().forEach(session::say);
        ChannelCommands.enter(session, TalkServer.LOBBY, "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
