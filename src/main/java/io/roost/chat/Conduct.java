package io.roost.chat;

import io.roost.irc.wire.Form;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Utf8;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What users do in channels, and when they may. Each deed returns null when it is done.
 *
 * <p><b>Threading:</b> the acting user's lane.
 */
public final class Conduct {
    private Conduct() {}

    /**
     * Brings a user into a channel, which is made if there is none; does nothing if it is there already.
     *
     * @param key empty: none
     * @param inside is run once it is in, under the channel's lock: what it finds there is what it sees come and
     *     go from then on
     */
    public static @Nullable Refusal enter(
            ChatWorld world, User user, String name, String key, Consumer<ChatChannel> inside) {
        if (!ChannelNames.isValid(name, world.limits().channelLength())) {
            return Refusal.NO_SUCH_CHANNEL;
        }
        ChatChannel known = world.directory().find(name);
        if (known != null && user.membershipIn(known) != null) {
            return null;
        }
        if (user.memberships().length >= world.limits().channelsPerUser()) {
            return Refusal.TOO_MANY_CHANNELS;
        }
        while (true) {
            ChatChannel channel = world.directory().findOrMake(name);
            channel.lock();
            try {
                // Left by all since it was found: there is room for another of that name.
                if (!channel.isClosed()) {
                    return enter(channel, user, key, inside);
                }
            } finally {
                channel.unlock();
            }
        }
    }

    private static @Nullable Refusal enter(ChatChannel channel, User user, String key, Consumer<ChatChannel> inside) {
        Refusal refusal = channel.keepsOut(user, key);
        if (refusal != null) {
            return refusal;
        }
        int ranks = channel.members().isEmpty() ? Membership.OPERATOR : 0;
        String account = user.account();
        Line join = Line.join(user.source(), channel.name(), account == null ? "*" : account, user.realName());
        String away = user.away();
        Line awayLine = away == null ? null : Presence.awayLine(Form.AWAY_NOTIFY, user, away);
        channel.enter(new Arrival(user, join, awayLine, user.recipient().wantsEcho()), ranks);
        inside.accept(channel);
        return null;
    }

    /** Leaves a channel; the reason may be empty. */
    public static @Nullable Refusal part(ChatWorld world, User user, String name, String reason) {
        ChatChannel channel = world.directory().find(name);
        if (channel == null) {
            return Refusal.NO_SUCH_CHANNEL;
        }
        channel.lock();
        try {
            Membership member = user.membershipIn(channel);
            if (member == null) {
                return Refusal.NOT_A_MEMBER;
            }
            String cut = Utf8.cut(reason, world.limits().topicLength());
            Line line = cut.isEmpty()
                    ? Line.of(user.source(), "PART", channel.name())
                    : Line.of(user.source(), "PART", channel.name(), cut);
            channel.leave(member, line, echoedTo(user));
            return null;
        } finally {
            channel.unlock();
        }
    }

    /** Puts another out of a channel; a reason that is empty becomes the user's nickname. */
    public static @Nullable Refusal kick(ChatWorld world, User user, String name, String nick, String reason) {
        ChatChannel channel = world.directory().find(name);
        if (channel == null) {
            return Refusal.NO_SUCH_CHANNEL;
        }
        channel.lock();
        try {
            Membership own = user.membershipIn(channel);
            User target = world.nicknames().find(nick);
            Membership theirs = target == null ? null : target.membershipIn(channel);
            if (own == null) {
                return Refusal.NOT_A_MEMBER;
            }
            if (!own.isAtLeast(Membership.HALFOP)) {
                return Refusal.RIGHTS_NEEDED;
            }
            if (target == null || theirs == null) {
                return Refusal.THEY_ARE_NO_MEMBER;
            }
            if (theirs.isAtLeast(Membership.OPERATOR) && !own.isAtLeast(Membership.OPERATOR)) {
                return Refusal.RIGHTS_NEEDED;
            }
            String why = reason.isEmpty()
                    ? user.nick()
                    : Utf8.cut(reason, world.limits().topicLength());
            Line line = Line.of(user.source(), "KICK", channel.name(), target.nick(), why);
            channel.leave(theirs, line, echoedTo(user));
            return null;
        } finally {
            channel.unlock();
        }
    }

    /** Changes what a channel is about; empty: nothing. Under the channel's lock. */
    public static @Nullable Refusal setTopic(ChatWorld world, User user, ChatChannel channel, String text) {
        Membership member = user.membershipIn(channel);
        if (member == null) {
            return Refusal.NOT_A_MEMBER;
        }
        if (channel.is(ChatChannel.TOPIC_BY_OPERATORS) && !member.isAtLeast(Membership.HALFOP)) {
            return Refusal.RIGHTS_NEEDED;
        }
        String topic = Utf8.cut(text, world.limits().topicLength());
        channel.setTopic(
                topic.isEmpty()
                        ? null
                        : new ChatChannel.Topic(topic, user.prefix(), System.currentTimeMillis() / 1_000));
        channel.say(Line.of(user.source(), "TOPIC", channel.name(), topic), echoedTo(user), true);
        return null;
    }

    private static @Nullable User echoedTo(User user) {
        return user.recipient().wantsEcho() ? user : null;
    }
}
