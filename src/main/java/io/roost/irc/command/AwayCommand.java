package io.roost.irc.command;

import io.roost.chat.Fanout;
import io.roost.chat.User;
import io.roost.irc.wire.Form;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Utf8;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code AWAY [:<message>]} */
final class AwayCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        User user = session.user();
        String text = Utf8.cut(message.get(0), session.server().limits().topicLength());
        String away = text.isEmpty() ? null : text;
        if (!Objects.equals(away, user.away())) {
            Fanout.spread(user, line(Form.AWAY_NOTIFY, user, away), false, () -> user.setAway(away));
            Watched.changed(session, line(Form.AWAY_NOTIFY | Form.EXTENDED_MONITOR, user, away));
        }
        session.numeric(away == null ? Numeric.RPL_UNAWAY : Numeric.RPL_NOWAWAY);
    }

    private static Line line(int needs, User user, @Nullable String away) {
        return away == null
                ? Line.ofForm(needs, user.source(), "AWAY")
                : Line.ofForm(needs, user.source(), "AWAY", away);
    }
}
