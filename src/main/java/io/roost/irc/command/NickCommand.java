package io.roost.irc.command;

import io.roost.chat.Fanout;
import io.roost.chat.Folding;
import io.roost.chat.Nicknames;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;

/** {@code NICK <nickname>} */
final class NickCommand implements Command {
    private static final String SPECIAL = "[]\\`_^{|}";

    @Override
    public void run(IrcSession session, IrcMessage message) {
        String nick = message.get(0);
        if (nick.isEmpty()) {
            session.numeric(Numeric.ERR_NONICKNAMEGIVEN);
        } else if (!isValid(nick, session.server().limits().nickLength())) {
            session.numeric(Numeric.ERR_ERRONEUSNICKNAME, isWord(nick) ? nick : "*");
        } else if (!nick.equals(session.user().nick())) {
            change(session, nick);
        }
    }

    private static void change(IrcSession session, String nick) {
        User user = session.user();
        Nicknames nicknames = session.world().nicknames();
        if (!nicknames.reserve(nick, user)) {
            session.numeric(Numeric.ERR_NICKNAMEINUSE, nick);
            return;
        }
        String before = user.nick();
        boolean isOtherName = !Folding.isSame(before, nick);
        if (!session.isRegistered()) {
            user.setNick(nick);
            if (isOtherName) {
                nicknames.release(before, user);
            }
            Welcome.ifComplete(session);
            return;
        }
        Line line = Line.of(user.source(), "NICK", nick);
        if (isOtherName) {
            session.world().whowas().note(user);
        }
        Fanout.spread(user, line, false, () -> user.setNick(nick));
        Fanout.echo(user, line);
        if (isOtherName) {
            nicknames.release(before, user);
            Watched.went(session, before);
            Watched.came(session);
        }
    }

    static boolean isValid(String nick, int most) {
        if (nick.isEmpty() || nick.length() > most || nick.charAt(0) == '-' || isDigit(nick.charAt(0))) {
            return false;
        }
        for (int i = 0; i < nick.length(); i++) {
            char c = nick.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && !isDigit(c) && c != '-' && SPECIAL.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether it may stand in the middle of a line. */
    private static boolean isWord(String nick) {
        return nick.indexOf(' ') < 0 && nick.charAt(0) != ':';
    }
}
