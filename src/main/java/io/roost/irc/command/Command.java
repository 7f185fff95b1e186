package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;

/** What one command does. Has no state: one object serves all sessions. On the session's loop. */
interface Command {
    /** Called when the table's conditions hold. */
    void run(IrcSession session, IrcMessage message);
}
