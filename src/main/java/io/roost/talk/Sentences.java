package io.roost.talk;

import io.netty.buffer.ByteBuf;
import io.roost.chat.ChannelNames;
import io.roost.chat.Dialect;
import io.roost.irc.wire.Line;
import org.jspecify.annotations.Nullable;

/** What happens, as a sentence of its own line; the same for all talk users. */
final class Sentences implements Dialect {
    /** The only one. */
    static final Sentences PLAIN = new Sentences();

    private static final String ACTION = "\u0001ACTION ";

    private Sentences() {}

    @Override
    public void write(Line line, ByteBuf out) {
        String sentence = of(line);
        if (sentence != null) {
            PlainText.line(out, sentence);
        }
    }

    /** Null: nothing that a person needs to know. */
    static @Nullable String of(Line line) {
        String who = nickOf(line.source().prefix());
        String first = line.parameter(0);
        return switch (line.command()) {
            case "PRIVMSG" -> said(who, first, line.parameter(1));
            case "NOTICE" -> where(first) + "-" + who + "- " + line.parameter(1);
            case "JOIN" -> where(first) + who + " came in";
            case "PART" -> where(first) + who + " left" + because(line.parameter(1));
            case "KICK" -> where(first) + who + " put " + line.parameter(1) + " out" + because(line.parameter(2));
            case "QUIT" -> who + " has gone" + because(first);
            case "NICK" -> who + " is now called " + first;
            case "TOPIC" -> where(first) + who + topic(line.parameter(1));
            case "MODE" -> ModeSentences.of(line, who);
            case "AWAY" -> first.isEmpty() ? who + " is back" : who + " is away: " + first;
            case "INVITE" -> who + " invites " + first + " to " + line.parameter(1);
            case "WALLOPS" -> who + " to all who listen: " + first;
            default -> null;
        };
    }

    private static @Nullable String said(String who, String to, String text) {
        if (!text.startsWith("\u0001")) {
            return where(to) + "<" + who + "> " + text;
        }
        if (!text.startsWith(ACTION)) {
            return null; // a question from one program to another
        }
        return where(to) + "* " + who + " " + text.substring(ACTION.length());
    }

    /** A rank may stand before a channel: then not all in it are meant. */
    static String where(String target) {
        boolean isChannel =
                ChannelNames.isChannel(target) || (target.length() > 1 && ChannelNames.isChannel(target.substring(1)));
        return isChannel ? "[" + target + "] " : "[private] ";
    }

    private static String topic(String text) {
        return text.isEmpty() ? " took the topic away" : " set the topic: " + text;
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }

    static String nickOf(String prefix) {
        int bang = prefix.indexOf('!');
        return bang < 0 ? prefix : prefix.substring(0, bang);
    }
}
