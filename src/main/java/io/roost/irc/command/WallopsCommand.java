package io.roost.irc.command;

import io.roost.chat.Fanout;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;

/** {@code WALLOPS :<text>} */
final class WallopsCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        if (!session.user().is(User.OPERATOR)) {
            session.numeric(Numeric.ERR_NOPRIVILEGES);
            return;
        }
        Line line = Line.of(session.user().source(), "WALLOPS", message.get(0));
        for (User user : session.world().nicknames().all()) {
            if (user.is(User.WALLOPS)) {
                Fanout.tell(user, line);
            }
        }
    }
}
