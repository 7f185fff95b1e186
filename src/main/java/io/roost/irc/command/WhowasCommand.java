package io.roost.irc.command;

import io.roost.chat.Whowas;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.ServerTime;
import java.util.List;

/** {@code WHOWAS <nickname> [<count>]} */
final class WhowasCommand implements Command {
    private static final int MOST = 50;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        String nick = message.get(0);
        if (nick.isEmpty()) {
            session.numeric(Numeric.ERR_NONICKNAMEGIVEN);
            return;
        }
        int count = message.get(1).matches("[0-9]{1,4}") ? Integer.parseInt(message.get(1)) : 0;
        int most = count == 0 ? MOST : Math.min(MOST, count);
        List<Whowas.Entry> entries = session.world().whowas().find(nick, most);
        if (entries.isEmpty()) {
            session.numeric(Numeric.ERR_WASNOSUCHNICK, nick);
        }
        for (Whowas.Entry one : entries) {
            session.numeric(Numeric.RPL_WHOWASUSER, one.nick(), one.name(), one.host(), "*", one.realName());
            session.numeric(
                    Numeric.RPL_WHOISSERVER,
                    one.nick(),
                    session.server().name(),
                    "left " + ServerTime.readable(one.leftMillis()));
        }
        session.numeric(Numeric.RPL_ENDOFWHOWAS, nick);
    }
}
