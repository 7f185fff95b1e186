package io.roost.irc.command;

import io.roost.chat.User;
import io.roost.connection.DisconnectReason;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import java.util.Comparator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code OPER <name> <password>} */
final class OperCommand implements Command {
    private static final Logger log = LoggerFactory.getLogger(OperCommand.class);

    /** Salt and hash of no password. */
    private static final String OF_NOTHING = "$......................0000000000000000000000000000000";

    @Override
    public void run(IrcSession session, IrcMessage message) {
        String name = message.get(0);
        IrcServer server = session.server();
        if (server.operators().isEmpty()
                || !server.operAttempts().begin(session.user().host())) {
            refuse(session);
            return;
        }
        session.suspend();
        server.passwords()
                .compare(
                        message.get(1),
                        hashFor(name, server.operators()),
                        isRight -> session.resume(() -> answer(session, name, isRight)));
    }

    /** Of a name that is not known, one that takes as long to compare as the dearest of those that are. */
    static String hashFor(String name, Map<String, String> operators) {
        String hash = operators.get(name);
        return hash != null
                ? hash
                : "$2a$"
                        + operators.values().stream()
                                .map(OperCommand::cost)
                                .max(Comparator.naturalOrder())
                                .orElse("12")
                        + OF_NOTHING;
    }

    private static String cost(String hash) {
        int end = hash.lastIndexOf('$');
        return hash.substring(end - 2, end);
    }

    /** What was tried is not logged, since a password may be where the name should be. */
    private static void answer(IrcSession session, String name, boolean isRight) {
        User user = session.user();
        if (!isRight) {
            if (refuse(session)) {
                log.warn("{} is closed after three wrong passwords for OPER", user.prefix());
            }
        } else if (!user.is(User.OPERATOR)) {
            log.info("{} is now operator {}", user.prefix(), name);
            UserModes.set(session, User.OPERATOR, true);
            session.numeric(Numeric.RPL_YOUREOPER);
            UserModes.tell(session, "+o");
        }
    }

    /** Whether that was one too many: a person mistypes a password twice. */
    private static boolean refuse(IrcSession session) {
        session.numeric(Numeric.ERR_PASSWDMISMATCH);
        session.ircLane().countWrongPassword();
        User user = session.user();
        if (user.is(User.WRONG_TWICE)) {
            session.quit("Too many wrong passwords", DisconnectReason.LIMIT);
            return true;
        }
        user.set(user.is(User.WRONG_ONCE) ? User.WRONG_TWICE : User.WRONG_ONCE, true);
        return false;
    }
}
