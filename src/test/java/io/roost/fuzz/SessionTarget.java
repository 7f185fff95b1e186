package io.roost.fuzz;

import io.roost.testkit.EmbeddedChat;
import java.util.Arrays;

/**
 * A whole IRC session, a neighbour with all capabilities and one at talk, in one channel. Lines of the input that begin
 * with {@code !} are the neighbour's, those with {@code $} the talker's. Whatever they say, each line that goes out is as
 * it must be, all are still answered, nothing is logged and nothing is left.
 */
public final class SessionTarget {
    private static final String ALL =
            "server-time message-tags account-tag extended-join away-notify account-notify chghost"
                    + " setname invite-notify extended-monitor multi-prefix userhost-in-names echo-message batch labeled-response"
                    + " standard-replies cap-notify";

    private SessionTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer friend = chat.irc("friend", ALL).send("JOIN #a");
            EmbeddedChat.Peer talker = chat.talk("talker").send("/join a");
            EmbeddedChat.Peer subject = chat.irc("me", "").send("JOIN #a,#mine");
            chat.promote("me");
            byte[] lines = withoutPasswords(input);
            int from = 0;
            for (int at = 0; at <= lines.length; at++) {
                if (at == lines.length || lines[at] == '\n') {
                    byte[] line = Arrays.copyOfRange(lines, from, Math.min(lines.length, at + 1));
                    from = at + 1;
                    if (line.length > 1 && (line[0] == '!' || line[0] == '$')) {
                        (line[0] == '!' ? friend : talker).exchange(Arrays.copyOfRange(line, 1, line.length));
                    } else {
                        subject.exchange(line);
                    }
                    subject.output();
                    friend.output();
                    talker.output();
                }
            }
            subject.assertAnswers();
            friend.assertAnswers();
            talker.assertAnswers();
        }
    }

    /** Comparing one takes longer than all the rest. */
    private static byte[] withoutPasswords(byte[] input) {
        byte[] lines = input.clone();
        for (int i = 0; i + 3 < lines.length; i++) {
            boolean isOper = (lines[i] | 0x20) == 'o'
                    && (lines[i + 1] | 0x20) == 'p'
                    && (lines[i + 2] | 0x20) == 'e'
                    && (lines[i + 3] | 0x20) == 'r';
            if (isOper) {
                lines[i] = '0';
            }
        }
        return lines;
    }
}
