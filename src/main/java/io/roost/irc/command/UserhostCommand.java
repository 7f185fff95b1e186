package io.roost.irc.command;

import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code USERHOST <nickname>…}, five at most */
final class UserhostCommand implements Command {
    private static final int MOST = 5;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        StringBuilder reply = new StringBuilder();
        for (int i = 0; i < Math.min(MOST, message.count()); i++) {
            User user = session.world().nicknames().find(message.get(i));
            if (user != null) {
                reply.append(reply.isEmpty() ? "" : " ")
                        .append(user.nick())
                        .append(user.is(User.OPERATOR) ? "*=" : "=")
                        .append(user.away() == null ? '+' : '-')
                        .append(user.name())
                        .append('@')
                        .append(user.host());
            }
        }
        session.numeric(Numeric.RPL_USERHOST, reply.toString());
    }
}
