package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import java.util.List;
import java.util.Locale;

/** {@code HELP [<command>]} */
final class HelpCommand implements Command {
    private static final int LINE_CHARS = 300;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        String subject = message.has(0) ? message.get(0) : "*";
        String command = subject.toUpperCase(Locale.ROOT);
        if (subject.equals("*")) {
            session.numeric(Numeric.RPL_HELPSTART, subject, "These commands are known here:");
            commands(session, subject);
            session.numeric(Numeric.RPL_ENDOFHELP, subject, "The end of the help");
        } else if (!CommandTable.has(command)) {
            session.numeric(Numeric.ERR_HELPNOTFOUND, subject.indexOf(' ') >= 0 ? "*" : subject);
        } else {
            session.numeric(Numeric.RPL_HELPSTART, subject, command);
            session.numeric(Numeric.RPL_HELPTXT, subject, "modern.ircdocs.horse describes " + command);
            session.numeric(Numeric.RPL_ENDOFHELP, subject, "The end of the help");
        }
    }

    private static void commands(IrcSession session, String subject) {
        StringBuilder line = new StringBuilder();
        List<String> names = CommandTable.names();
        for (String name : names) {
            if (line.length() + name.length() > LINE_CHARS) {
                session.numeric(Numeric.RPL_HELPTXT, subject, line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(name);
        }
        session.numeric(Numeric.RPL_HELPTXT, subject, line.toString());
    }
}
