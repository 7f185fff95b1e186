package io.roost.irc.command;

import io.roost.chat.Folding;
import io.roost.chat.Monitors;
import io.roost.chat.Nicknames;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code MONITOR + <nickname>{,<nickname>} | - <nickname>{,<nickname>} | C | L | S} */
final class MonitorCommand implements Command {
    /** Nicknames that one client may watch. */
    static final int MOST = 100;

    private static final int LINE_CHARS = 350;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        switch (message.get(0).toUpperCase(Locale.ROOT)) {
            case "+" -> add(session, message);
            case "-" -> remove(session, message);
            case "C" -> clear(session);
            case "L" -> {
                tell(session, Numeric.RPL_MONLIST, session.monitored());
                session.numeric(Numeric.RPL_ENDOFMONLIST);
            }
            case "S" -> status(session, session.monitored());
            default -> session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
        }
    }

    private static void add(IrcSession session, IrcMessage message) {
        List<String> added = new ArrayList<>();
        List<String> monitored = session.monitored();
        String[] nicks = message.get(1).split(",", -1);
        for (int i = 0; i < nicks.length; i++) {
            String nick = nicks[i];
            boolean isKnown = monitored.stream().anyMatch(one -> Folding.isSame(one, nick));
            if (!Nicknames.isValid(nick, session.server().limits().nickLength())) {
                session.numeric(Numeric.ERR_ERRONEUSNICKNAME, nick.isEmpty() || nick.indexOf(' ') >= 0 ? "*" : nick);
            } else if (!isKnown && monitored.size() >= MOST) {
                session.numeric(Numeric.ERR_MONLISTFULL, Integer.toString(MOST), rest(nicks, i));
                break;
            } else {
                if (!isKnown) {
                    monitored.add(nick);
                    session.world().monitors().add(Folding.fold(nick), session.user());
                }
                added.add(nick);
            }
        }
        status(session, added);
    }

    private static String rest(String[] nicks, int from) {
        return String.join(",", Arrays.asList(nicks).subList(from, nicks.length));
    }

    private static void remove(IrcSession session, IrcMessage message) {
        for (String nick : message.get(1).split(",", -1)) {
            session.monitored().removeIf(one -> Folding.isSame(one, nick));
            session.world().monitors().remove(Folding.fold(nick), session.user());
        }
    }

    /** Watches nobody any more. */
    static void clear(IrcSession session) {
        Monitors monitors = session.world().monitors();
        session.monitored().forEach(nick -> monitors.remove(Folding.fold(nick), session.user()));
        session.monitored().clear();
    }

    private static void status(IrcSession session, List<String> nicks) {
        List<String> online = new ArrayList<>();
        List<String> offline = new ArrayList<>();
        for (String nick : nicks) {
            User user = session.world().nicknames().find(nick);
            if (user == null) {
                offline.add(nick);
            } else {
                online.add(user.prefix());
            }
        }
        tell(session, Numeric.RPL_MONONLINE, online);
        tell(session, Numeric.RPL_MONOFFLINE, offline);
    }

    private static void tell(IrcSession session, Numeric numeric, List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (line.length() + word.length() > LINE_CHARS) {
                session.numeric(numeric, line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : ",").append(word);
        }
        if (!line.isEmpty()) {
            session.numeric(numeric, line.toString());
        }
    }
}
