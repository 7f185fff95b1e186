package io.roost.irc.command;

import io.roost.connection.DisconnectReason;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Utf8;

/** {@code QUIT [:<reason>]} */
final class QuitCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String reason = Utf8.cut(message.get(0), session.server().limits().topicLength());
        session.quit(reason.isEmpty() ? "Quit" : "Quit: " + reason, DisconnectReason.PEER);
    }
}
