package io.roost.irc.command;

import io.roost.chat.Fanout;
import io.roost.chat.User;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;

/** The modes of users: {@code i o w B R}. */
final class UserModes {
    private static final String LETTERS = "iowBR";
    private static final int[] BITS = {User.INVISIBLE, User.OPERATOR, User.WALLOPS, User.BOT, User.REGISTERED_ONLY};

    private UserModes() {}

    /** {@code +} and the letters of those that are set. */
    static String text(User user) {
        StringBuilder text = new StringBuilder("+");
        for (int i = 0; i < BITS.length; i++) {
            if (user.is(BITS[i])) {
                text.append(LETTERS.charAt(i));
            }
        }
        return text.toString();
    }

    /** Changes the session's own; what is done is told in one line. */
    static void change(IrcSession session, String modes) {
        User user = session.user();
        StringBuilder done = new StringBuilder();
        char signDone = 0;
        boolean isSet = true;
        boolean hasUnknown = false;
        for (int i = 0; i < modes.length(); i++) {
            char letter = modes.charAt(i);
            int which = LETTERS.indexOf(letter);
            if (letter == '+' || letter == '-') {
                isSet = letter == '+';
            } else if (which < 0) {
                hasUnknown = true;
            } else if (user.is(BITS[which]) != isSet && !(BITS[which] == User.OPERATOR && isSet)) {
                set(session, BITS[which], isSet);
                char sign = isSet ? '+' : '-';
                done.append(sign == signDone ? "" : sign).append(letter);
                signDone = sign;
            }
        }
        if (!done.isEmpty()) {
            tell(session, done.toString());
        }
        if (hasUnknown) {
            session.numeric(Numeric.ERR_UMODEUNKNOWNFLAG);
        }
    }

    /** Sets one without a word. */
    static void set(IrcSession session, int bit, boolean isSet) {
        session.user().set(bit, isSet);
        session.world().census().changed(bit, isSet);
    }

    static void tell(IrcSession session, String change) {
        User user = session.user();
        Fanout.echo(user, Line.of(user.source(), "MODE", user.nick(), change));
    }
}
