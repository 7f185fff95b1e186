package io.roost.irc.command;

import io.roost.chat.Census;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import java.time.Duration;

/**
 * {@code STATS <letter>}: {@code u} since when the server runs, {@code o} who may become an operator, {@code l} how
 * many are connected. The last two are for operators.
 */
final class StatsCommand implements Command {
    private static final String FOR_OPERATORS = "ol";

    @Override
    public void run(IrcSession session, IrcMessage message) {
        String letter = message.get(0).isEmpty() ? "*" : message.get(0).substring(0, 1);
        if (FOR_OPERATORS.contains(letter) && !session.user().is(User.OPERATOR)) {
            session.numeric(Numeric.ERR_NOPRIVILEGES);
        } else if (letter.equals("u")) {
            session.numeric(Numeric.RPL_STATSUPTIME, "Server Up " + upTime(session.server()));
        } else if (letter.equals("o")) {
            session.server()
                    .operators()
                    .keySet()
                    .forEach(name -> session.numeric(Numeric.RPL_STATSOLINE, "O", "*@*", "*", name));
        } else if (letter.equals("l")) {
            connections(session);
        }
        session.numeric(Numeric.RPL_ENDOFSTATS, letter);
    }

    private static void connections(IrcSession session) {
        Census census = session.world().census();
        session.numeric(
                Numeric.RPL_STATSDEBUG,
                "l",
                census.users() + " users, " + census.unknown() + " not registered, " + census.operators()
                        + " operators, " + session.world().directory().size() + " channels");
    }

    /** As clients know it: {@code 3 days 04:05:06}. */
    private static String upTime(IrcServer server) {
        Duration up = Duration.ofMillis(System.currentTimeMillis() - server.startMillis());
        return String.format(
                "%d days %02d:%02d:%02d", up.toDays(), up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart());
    }
}
