package io.roost.irc.command;

import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Utf8;

/** {@code USER <name> 0 * :<real name>} */
final class UserCommand implements Command {
    static final int NAME_LENGTH = 16;
    static final int REAL_NAME_LENGTH = 128;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        User user = session.user();
        if (!user.name().isEmpty()) {
            session.numeric(Numeric.ERR_ALREADYREGISTERED);
        } else if (!message.has(0) || !message.has(3)) {
            session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
        } else if (!isValid(message.get(0))) {
            session.numeric(Numeric.ERR_INVALIDUSERNAME);
        } else {
            // The tilde: nobody has asked an ident server.
            user.setName("~" + Utf8.cut(message.get(0), NAME_LENGTH - 1));
            user.setRealName(Utf8.cut(message.get(3), REAL_NAME_LENGTH));
            Welcome.ifComplete(session);
        }
    }

    private static boolean isValid(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c == '@' || c == '!' || c == '*' || c == '?') {
                return false;
            }
        }
        return true;
    }
}
