package io.roost.talk;

import io.roost.chat.ChannelNames;
import io.roost.irc.wire.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of modes in words. */
final class ModeSentences {
    private ModeSentences() {}

    /** Null for a user's own modes, which talk users have no use for. */
    static @Nullable String of(Line line, String who) {
        String channel = line.parameter(0);
        if (!ChannelNames.isChannel(channel)) {
            return null;
        }
        List<String> done = new ArrayList<>();
        boolean isSet = true;
        int next = 2;
        String letters = line.parameter(1);
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '+' || letter == '-') {
                isSet = letter == '+';
            } else {
                boolean isNamed = "ohvbeIk".indexOf(letter) >= 0 || (letter == 'l' && isSet);
                String name = isNamed ? line.parameter(next++) : "";
                done.add(isSet ? set(letter, name) : unset(letter, name));
            }
        }
        return Sentences.where(channel) + who + " " + String.join(", ", done);
    }

    private static String set(char letter, String name) {
        return switch (letter) {
            case 'o' -> "made " + name + " an operator";
            case 'h' -> "made " + name + " a half operator";
            case 'v' -> "gave " + name + " a voice";
            case 'b' -> "banned " + name;
            case 'e' -> "excepted " + name + " from bans";
            case 'I' -> "let " + name + " in uninvited";
            case 'k' -> "set the key " + name;
            case 'l' -> "set a limit of " + name + " members";
            case 'i' -> "closed it to the uninvited";
            case 'm' -> "silenced all without a voice";
            case 'n' -> "silenced all who are outside";
            case 's' -> "made it secret";
            case 't' -> "kept the topic to operators";
            default -> "set mode " + letter;
        };
    }

    private static String unset(char letter, String name) {
        return switch (letter) {
            case 'o' -> "made " + name + " an operator no more";
            case 'h' -> "made " + name + " a half operator no more";
            case 'v' -> "took the voice of " + name;
            case 'b' -> "lifted the ban of " + name;
            case 'e' -> "excepted " + name + " from bans no more";
            case 'I' -> "let " + name + " in uninvited no more";
            case 'k' -> "took the key away";
            case 'l' -> "lifted the limit";
            case 'i' -> "opened it to the uninvited";
            case 'm' -> "let all speak";
            case 'n' -> "let those outside speak";
            case 's' -> "made it public";
            case 't' -> "left the topic to all";
            default -> "lifted mode " + letter;
        };
    }
}
