package io.roost.irc.command;

import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code ISON <nickname>…} */
final class IsonCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        StringBuilder reply = new StringBuilder();
        for (String parameter : message.parameters()) {
            for (String nick : parameter.split(" ", -1)) {
                User user = session.world().nicknames().find(nick);
                if (user != null) {
                    reply.append(reply.isEmpty() ? "" : " ").append(user.nick());
                }
            }
        }
        session.numeric(Numeric.RPL_ISON, reply.toString());
    }
}
