package io.roost.irc.command;

import io.roost.chat.Presence;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code AWAY [:<message>]} */
final class AwayCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        Presence.setAway(session.world(), session.user(), message.get(0));
        session.numeric(session.user().away() == null ? Numeric.RPL_UNAWAY : Numeric.RPL_NOWAWAY);
    }
}
