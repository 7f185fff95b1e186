package io.roost.irc.command;

import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code OPER <name> <password>} */
final class OperCommand implements Command {
    private static final Logger log = LoggerFactory.getLogger(OperCommand.class);

    /** Of no password: a name that is not known takes as long as one that is. */
    private static final String NO_HASH = "$2a$12$......................0000000000000000000000000000000";

    @Override
    public void run(IrcSession session, IrcMessage message) {
        String name = message.get(0);
        String hash = session.server().operators().getOrDefault(name, NO_HASH);
        session.suspend();
        session.server()
                .passwords()
                .compare(message.get(1), hash, isRight -> session.resume(() -> answer(session, name, isRight)));
    }

    private static void answer(IrcSession session, String name, boolean isRight) {
        User user = session.user();
        if (!isRight) {
            log.info("{} is refused as operator {}", user.prefix(), name);
            session.numeric(Numeric.ERR_PASSWDMISMATCH);
        } else if (!user.is(User.OPERATOR)) {
            log.info("{} is now operator {}", user.prefix(), name);
            UserModes.set(session, User.OPERATOR, true);
            session.numeric(Numeric.RPL_YOUREOPER);
            UserModes.tell(session, "+o");
        }
    }
}
