package io.roost.irc.command;

import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Utf8;

/** {@code KILL <nickname> [:<reason>]} */
final class KillCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        User user = session.user();
        User target = session.world().nicknames().find(message.get(0));
        if (!user.is(User.OPERATOR)) {
            session.numeric(Numeric.ERR_NOPRIVILEGES);
        } else if (target == null) {
            session.numeric(Numeric.ERR_NOSUCHNICK, message.has(0) ? message.get(0) : "*");
        } else {
            String reason = Utf8.cut(message.get(1), session.server().limits().topicLength());
            target.recipient().expel("Killed (" + user.nick() + " (" + reason + "))");
        }
    }
}
