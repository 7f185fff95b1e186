package io.roost.irc.command;

import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code REHASH}: the configuration is read again; what came of it is told by notices. */
final class RehashCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        if (!session.user().is(User.OPERATOR)) {
            session.numeric(Numeric.ERR_NOPRIVILEGES);
            return;
        }
        session.numeric(Numeric.RPL_REHASHING, session.server().name());
        session.server().rehash().begin(session::noticeLater);
    }
}
