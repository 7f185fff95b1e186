package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code CAP LS [version] | LIST | REQ :capabilities | END} */
final class CapCommand implements Command {
    private static final int VERSION_WITH_VALUES = 302;

    /** Beside the capabilities' bits: who knows version 302 can't do without cap-notify. */
    private static final int NOTIFY_STAYS = 1 << 30;

    /** Of the list in one line; the rest of the line is the server's name and the nickname. */
    private static final int LIST_CHARS = 350;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        switch (message.get(0).toUpperCase(Locale.ROOT)) {
            case "LS" -> list(session, message);
            case "LIST" -> reply(session, "LIST", String.join(" ", enabled(session)));
            case "REQ" -> request(session, message.get(1));
            case "END" -> end(session);
            default -> session.numeric(Numeric.ERR_INVALIDCAPCMD, message.get(0));
        }
    }

    private static void list(IrcSession session, IrcMessage message) {
        hold(session);
        boolean mayBeSeveral = version(message.get(1)) >= VERSION_WITH_VALUES;
        if (mayBeSeveral) {
            session.setCapabilities(session.capabilities() | Capability.CAP_NOTIFY.bit() | NOTIFY_STAYS);
        }
        StringBuilder line = new StringBuilder();
        for (Capability one : Capability.values()) {
            if (mayBeSeveral && line.length() + one.text().length() > LIST_CHARS) {
                session.reply("CAP", session.user().nick(), "LS", "*", line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(one.text());
        }
        reply(session, "LS", line.toString());
    }

    private static int version(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** All of it or nothing. */
    private static void request(IrcSession session, String wanted) {
        hold(session);
        int capabilities = session.capabilities();
        for (String word : wanted.split(" ", -1)) {
            boolean isOff = word.startsWith("-");
            Capability one = Capability.of(isOff ? word.substring(1) : word);
            boolean mustStay = isOff && one == Capability.CAP_NOTIFY && (capabilities & NOTIFY_STAYS) != 0;
            if (mustStay || (one == null && !word.isEmpty())) {
                reply(session, "NAK", wanted);
                return;
            }
            if (one != null) {
                capabilities = isOff ? capabilities & ~one.bit() : capabilities | one.bit();
            }
        }
        session.setCapabilities(capabilities);
        reply(session, "ACK", wanted);
    }

    private static List<String> enabled(IrcSession session) {
        List<String> enabled = new ArrayList<>();
        for (Capability one : Capability.values()) {
            if (session.has(one)) {
                enabled.add(one.text());
            }
        }
        return enabled;
    }

    private static void hold(IrcSession session) {
        Registration registration = session.registration();
        if (registration != null) {
            registration.isNegotiating = true;
        }
    }

    private static void end(IrcSession session) {
        Registration registration = session.registration();
        if (registration != null) {
            registration.isNegotiating = false;
            Welcome.ifComplete(session);
        }
    }

    private static void reply(IrcSession session, String what, String list) {
        session.reply("CAP", session.user().nick(), what, list);
    }
}
