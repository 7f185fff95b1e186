package io.roost.irc.command;

import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** {@code OPER <name> <password>} */
final class OperCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String known = session.server().operators().get(message.get(0));
        if (known == null || !isSame(known, message.get(1))) {
            session.numeric(Numeric.ERR_PASSWDMISMATCH);
            return;
        }
        if (!session.user().is(User.OPERATOR)) {
            UserModes.set(session, User.OPERATOR, true);
            session.numeric(Numeric.RPL_YOUREOPER);
            UserModes.tell(session, "+o");
        }
    }

    /** In a time that does not tell how much of it was right. */
    private static boolean isSame(String known, String given) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
