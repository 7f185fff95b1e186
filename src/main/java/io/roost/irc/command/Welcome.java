package io.roost.irc.command;

import io.roost.chat.Census;
import io.roost.chat.Presence;
import io.roost.chat.User;
import io.roost.connection.DisconnectReason;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.ServerTime;

/** What a client is told once it has said who it is. */
final class Welcome {
    private Welcome() {}

    /** Registers the session when nothing is missing any more. */
    static void ifComplete(IrcSession session) {
        Registration registration = session.registration();
        User user = session.user();
        boolean isNamed = !user.nick().equals("*") && !user.name().isEmpty();
        if (registration == null || registration.isNegotiating || !isNamed) {
            return;
        }
        IrcServer server = session.server();
        String password = server.limits().password();
        if (!password.isEmpty() && !PasswordCheck.isSame(password, registration.password)) {
            session.numeric(Numeric.ERR_PASSWDMISMATCH);
            session.quit("Password incorrect", DisconnectReason.PEER);
            return;
        }
        session.registered();
        Presence.welcome(session.world(), user);
        greet(session, server, user);
    }

    private static void greet(IrcSession session, IrcServer server, User user) {
        session.numeric(Numeric.RPL_WELCOME, "Welcome to the " + server.network() + " Network, " + user.prefix());
        session.numeric(
                Numeric.RPL_YOURHOST, "Your host is " + server.name() + ", running version " + server.version());
        session.numeric(Numeric.RPL_CREATED, "This server was started " + ServerTime.readable(server.startMillis()));
        session.numeric(
                Numeric.RPL_MYINFO,
                server.name(),
                server.version(),
                Isupport.USER_MODES,
                Isupport.CHANNEL_MODES,
                Isupport.MODES_WITH_PARAMETER);
        Isupport.send(session);
        lusers(session);
        motd(session);
    }

    /** {@code LUSERS} */
    static void lusers(IrcSession session) {
        Census census = session.world().census();
        int users = census.users();
        String all = Integer.toString(users);
        String most = Integer.toString(census.mostUsers());
        session.numeric(
                Numeric.RPL_LUSERCLIENT,
                "There are " + (users - census.invisible()) + " users and " + census.invisible()
                        + " invisible on 1 servers");
        session.numeric(Numeric.RPL_LUSEROP, Integer.toString(census.operators()));
        session.numeric(Numeric.RPL_LUSERUNKNOWN, Integer.toString(census.unknown()));
        session.numeric(
                Numeric.RPL_LUSERCHANNELS,
                Integer.toString(session.world().directory().size()));
        session.numeric(Numeric.RPL_LUSERME, "I have " + users + " clients and 0 servers");
        session.numeric(Numeric.RPL_LOCALUSERS, all, most, "Current local users " + all + ", max " + most);
        session.numeric(Numeric.RPL_GLOBALUSERS, all, most, "Current global users " + all + ", max " + most);
    }

    /** {@code MOTD} */
    static void motd(IrcSession session) {
        if (session.server().motd().isEmpty()) {
            session.numeric(Numeric.ERR_NOMOTD);
            return;
        }
        session.numeric(Numeric.RPL_MOTDSTART, "- " + session.server().name() + " Message of the day -");
        for (String line : session.server().motd()) {
            session.numeric(Numeric.RPL_MOTD, "- " + line);
        }
        session.numeric(Numeric.RPL_ENDOFMOTD);
    }
}
