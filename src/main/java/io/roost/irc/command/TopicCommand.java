package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.Conduct;
import io.roost.chat.Refusal;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code TOPIC <channel> [:<topic>]} */
final class TopicCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        ChatChannel channel = session.world().directory().find(message.get(0));
        if (channel == null) {
            session.numeric(Numeric.ERR_NOSUCHCHANNEL, message.has(0) ? message.get(0) : "*");
            return;
        }
        channel.lock();
        try {
            if (message.count() > 1) {
                Refusal refusal = Conduct.setTopic(session.world(), session.user(), channel, message.get(1));
                if (refusal != null) {
                    session.numeric(Refusals.numeric(refusal), channel.name());
                }
            } else if (!channel.isSeenBy(session.user())) {
                session.numeric(Numeric.ERR_NOTONCHANNEL, channel.name());
            } else {
                tell(session, channel, true);
            }
        } finally {
            channel.unlock();
        }
    }

    /** Under the channel's lock. */
    static void tell(IrcSession session, ChatChannel channel, boolean sayNone) {
        ChatChannel.Topic topic = channel.topic();
        if (topic != null) {
            session.numeric(Numeric.RPL_TOPIC, channel.name(), topic.text());
            session.numeric(Numeric.RPL_TOPICWHOTIME, channel.name(), topic.setBy(), Long.toString(topic.setSeconds()));
        } else if (sayNone) {
            session.numeric(Numeric.RPL_NOTOPIC, channel.name());
        }
    }
}
