package io.roost.irc.command;

import io.roost.chat.ChannelNames;
import io.roost.chat.ChatChannel;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code MODE <channel or nickname> [<modes> [<parameter>…]]} */
final class ModeCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        String target = message.get(0);
        if (ChannelNames.isChannel(target)) {
            channel(session, message);
            return;
        }
        User user = session.world().nicknames().find(target);
        if (user == null) {
            session.numeric(Numeric.ERR_NOSUCHNICK, target.isEmpty() ? "*" : target);
        } else if (user != session.user()) {
            session.numeric(Numeric.ERR_USERSDONTMATCH);
        } else if (message.has(1)) {
            UserModes.change(session, message.get(1));
        } else {
            session.numeric(Numeric.RPL_UMODEIS, UserModes.text(user));
        }
    }

    private static void channel(IrcSession session, IrcMessage message) {
        ChatChannel channel = session.world().directory().find(message.get(0));
        if (channel == null) {
            session.numeric(Numeric.ERR_NOSUCHCHANNEL, message.get(0));
            return;
        }
        channel.lock();
        try {
            if (message.has(1)) {
                new ChannelModeChange(session, channel, message).run();
            } else {
                ChannelModes.tell(session, channel);
            }
        } finally {
            channel.unlock();
        }
    }
}
