package io.roost.irc.command;

import io.roost.chat.Fanout;
import io.roost.chat.User;
import io.roost.irc.wire.Form;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;

/** {@code SETNAME :<real name>} */
final class SetnameCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        User user = session.user();
        String name = message.get(0);
        if (name.isEmpty() || name.length() > UserCommand.REAL_NAME_LENGTH) {
            session.fail("SETNAME", "INVALID_REALNAME", "That real name is empty or too long");
            return;
        }
        Line line = Line.ofForm(Form.SETNAME, user.source(), "SETNAME", name);
        Fanout.spread(user, line, false, () -> user.setRealName(name));
        Fanout.echo(user, line);
        int needs = Form.SETNAME | Form.EXTENDED_MONITOR;
        session.world().monitors().changed(user, Line.ofForm(needs, user.source(), "SETNAME", name));
    }
}
