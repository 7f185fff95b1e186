package io.roost.talk;

import io.roost.chat.ChannelNames;
import io.roost.chat.ChatChannel;
import io.roost.chat.Conduct;
import io.roost.chat.Membership;
import io.roost.chat.Refusal;
import io.roost.chat.User;

/** Commands about channels; what follows the command's name is {@code rest}. */
final class ChannelCommands {
    private static final int LINE_CHARS = 400;

    /** What {@code /channels} shows at most. */
    private static final int LISTED = 50;

    /** And {@code /names}: more would only scroll by. */
    private static final int NAMED = 500;

    private ChannelCommands() {}

    /** {@code /join #NAME [KEY]} */
    static void join(TalkSession session, String rest) {
        Words words = Words.of(rest);
        if (words.first().isEmpty()) {
            session.say("/join needs a channel's name, such as /join #tea.");
        } else {
            enter(session, ChannelNames.isChannel(words.first()) ? words.first() : "#" + words.first(), words.rest());
        }
    }

    /** What is said from then on goes there. */
    static void enter(TalkSession session, String name, String key) {
        ChatChannel known = session.world().directory().find(name);
        if (known != null && session.user().membershipIn(known) != null) {
            session.setCurrent(known);
            session.say("What you say goes to " + known.name() + " now.");
            return;
        }
        Refusal refusal = Conduct.enter(session.world(), session.user(), name, key, channel -> {
            session.setCurrent(channel);
            show(session, channel);
        });
        if (refusal == Refusal.NO_SUCH_CHANNEL) {
            session.say(name + " can't be a channel's name: it has a space, comma or colon, or is too long.");
        } else if (refusal != null) {
            session.say(RefusalSentences.of(refusal, name));
        }
    }

    /** {@code /part [#NAME] [REASON]} */
    static void part(TalkSession session, String rest) {
        Words words = Words.of(rest);
        boolean isNamed = ChannelNames.isChannel(words.first());
        ChatChannel current = session.current();
        String name = isNamed ? words.first() : current == null ? "" : current.name();
        if (name.isEmpty()) {
            session.say("You are in no channel.");
            return;
        }
        Refusal refusal = Conduct.part(session.world(), session.user(), name, isNamed ? words.rest() : rest);
        if (refusal != null) {
            session.say(RefusalSentences.of(refusal, name));
            return;
        }
        Membership[] left = session.user().memberships();
        if (current == null || session.user().membershipIn(current) == null) {
            session.setCurrent(left.length == 0 ? null : left[left.length - 1].channel());
            session.say(
                    left.length == 0
                            ? "You are in no channel now: /join #NAME enters one."
                            : "What you say goes to "
                                    + left[left.length - 1].channel().name() + " now.");
        }
    }

    /** {@code /topic [#NAME] [TEXT]}; a text of one {@code -} takes it away. */
    static void topic(TalkSession session, String rest) {
        ChatChannel channel = named(session, rest);
        if (channel == null) {
            return;
        }
        Words words = Words.of(rest);
        String text = ChannelNames.isChannel(words.first()) ? words.rest() : rest;
        channel.lock();
        try {
            if (!text.isEmpty()) {
                String topic = text.equals("-") ? "" : text;
                Refusal refusal = Conduct.setTopic(session.world(), session.user(), channel, topic);
                if (refusal != null) {
                    session.say(RefusalSentences.of(refusal, channel.name()));
                }
            } else if (!channel.isSeenBy(session.user())) {
                session.say(RefusalSentences.of(Refusal.NOT_A_MEMBER, channel.name()));
            } else {
                tellTopic(session, channel);
            }
        } finally {
            channel.unlock();
        }
    }

    /** {@code /kick NAME [REASON]}, out of the current channel. */
    static void kick(TalkSession session, String rest) {
        Words words = Words.of(rest);
        ChatChannel channel = Speech.currentOf(session);
        if (channel == null) {
            return;
        }
        Refusal refusal = Conduct.kick(session.world(), session.user(), channel.name(), words.first(), words.rest());
        if (refusal != null) {
            session.say(RefusalSentences.of(refusal, channel.name()));
        }
    }

    /** {@code /names [#NAME]} */
    static void names(TalkSession session, String rest) {
        ChatChannel channel = named(session, rest);
        if (channel == null) {
            return;
        }
        channel.lock();
        try {
            if (channel.isSeenBy(session.user())) {
                tellNames(session, channel);
            } else {
                session.say(RefusalSentences.of(Refusal.NOT_A_MEMBER, channel.name()));
            }
        } finally {
            channel.unlock();
        }
    }

    /** {@code /channels} */
    static void channels(TalkSession session) {
        int shown = 0;
        for (ChatChannel channel : session.world().directory().all()) {
            if (shown == LISTED) {
                session.say("… and more.");
                return;
            }
            channel.lock();
            try {
                if (!channel.isClosed() && channel.isSeenBy(session.user())) {
                    shown++;
                    ChatChannel.Topic topic = channel.topic();
                    session.say(channel.name() + " with " + channel.members().size()
                            + (topic == null ? "" : ": " + topic.text()));
                }
            } finally {
                channel.unlock();
            }
        }
        if (shown == 0) {
            session.say("There is no channel.");
        }
    }

    /** Under the channel's lock: nothing happens in it between what was told before and this. */
    private static void show(TalkSession session, ChatChannel channel) {
        if (channel.topic() != null) {
            tellTopic(session, channel);
        }
        tellNames(session, channel);
    }

    private static void tellTopic(TalkSession session, ChatChannel channel) {
        ChatChannel.Topic topic = channel.topic();
        session.say(
                topic == null
                        ? channel.name() + " has no topic."
                        : "The topic of " + channel.name() + " is: " + topic.text() + " (set by "
                                + Sentences.nickOf(topic.setBy()) + ")");
    }

    private static void tellNames(TalkSession session, ChatChannel channel) {
        boolean isMember = session.user().membershipIn(channel) != null;
        StringBuilder names = new StringBuilder();
        int named = 0;
        for (Membership member : channel.members()) {
            User user = member.user();
            if (isMember || !user.is(User.INVISIBLE)) {
                if (++named > NAMED) {
                    names.append(" … and more");
                    break;
                }
                if (names.length() > LINE_CHARS) {
                    session.say("In " + channel.name() + ": " + names);
                    names.setLength(0);
                }
                names.append(names.isEmpty() ? "" : " ")
                        .append(member.prefixes(false))
                        .append(user.nick());
            }
        }
        if (!names.isEmpty()) {
            session.say("In " + channel.name() + ": " + names);
        }
    }

    /** The channel that the first word names, else the current one; null, and told so: there is none. */
    static @org.jspecify.annotations.Nullable ChatChannel named(TalkSession session, String rest) {
        String name = Words.of(rest).first();
        if (!ChannelNames.isChannel(name)) {
            return Speech.currentOf(session);
        }
        ChatChannel channel = session.world().directory().find(name);
        if (channel == null) {
            session.say(RefusalSentences.of(Refusal.NO_SUCH_CHANNEL, name));
        }
        return channel;
    }
}
