package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Utf8;
import org.jspecify.annotations.Nullable;

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
            Membership member = session.user().membershipIn(channel);
            if (message.count() > 1) {
                change(session, channel, member, message.get(1));
            } else if (member == null && channel.is(ChatChannel.SECRET)) {
                session.numeric(Numeric.ERR_NOTONCHANNEL, channel.name());
            } else {
                tell(session, channel, true);
            }
        } finally {
            channel.unlock();
        }
    }

    private static void change(IrcSession session, ChatChannel channel, @Nullable Membership member, String text) {
        if (member == null) {
            session.numeric(Numeric.ERR_NOTONCHANNEL, channel.name());
            return;
        }
        if (channel.is(ChatChannel.TOPIC_BY_OPERATORS) && !member.isAtLeast(Membership.HALFOP)) {
            session.numeric(Numeric.ERR_CHANOPRIVSNEEDED, channel.name());
            return;
        }
        User user = session.user();
        String topic = Utf8.cut(text, session.server().limits().topicLength());
        channel.setTopic(
                topic.isEmpty()
                        ? null
                        : new ChatChannel.Topic(topic, user.prefix(), System.currentTimeMillis() / 1_000));
        Line line = Line.of(user.source(), "TOPIC", channel.name(), topic);
        channel.say(line, session.isLabelled() ? user : null, true);
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
