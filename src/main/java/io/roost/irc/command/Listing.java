package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.User;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Tags;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An answer to LIST under way: some channels a turn, and none while the client is behind, so that however many there
 * are neither its send queue nor the lane feels it. Other answers may come between its lines.
 *
 * <p><b>Threading:</b> event loop only, but for the channels, which it locks.
 */
final class Listing {
    private static final int CHANNELS_PER_TURN = 128;

    /** Of a session that has one listing at a time. */
    private static final String BATCH_NAME = "list";

    private final IrcSession session;
    private final Iterator<ChatChannel> channels;
    private final Predicate<ChatChannel> condition;
    private final boolean isBatch;

    /** {@code condition} is asked under a channel's lock; {@code label} stands before all if there is one. */
    Listing(
            IrcSession session,
            Iterator<ChatChannel> channels,
            Predicate<ChatChannel> condition,
            @Nullable String label) {
        this.session = session;
        this.channels = channels;
        this.condition = condition;
        this.isBatch = label != null;
        if (label != null) {
            session.tagged("label=" + Tags.escaped(label), "BATCH", "+" + BATCH_NAME, "labeled-response");
        }
        numeric(Numeric.RPL_LISTSTART, "Channel");
    }

    IrcSession session() {
        return session;
    }

    /** Whether it waits for the client to read. */
    boolean waits() {
        return session.isSlow();
    }

    /** The next lines; false when there is no more to be said. */
    boolean step() {
        if (session.user().is(User.GONE)) {
            return false;
        }
        if (waits()) {
            return true;
        }
        for (int i = 0; i < CHANNELS_PER_TURN && channels.hasNext(); i++) {
            tell(channels.next());
        }
        if (channels.hasNext()) {
            return true;
        }
        end();
        return false;
    }

    /** Nothing more, whatever there is. */
    void end() {
        numeric(Numeric.RPL_LISTEND);
        if (isBatch) {
            session.reply("BATCH", "-" + BATCH_NAME);
        }
    }

    private void tell(ChatChannel channel) {
        String users;
        ChatChannel.Topic topic;
        channel.lock();
        try {
            boolean isSeen = channel.isSeenBy(session.user());
            if (channel.isClosed() || !isSeen || !condition.test(channel)) {
                return;
            }
            users = Integer.toString(channel.members().size());
            topic = channel.topic();
        } finally {
            channel.unlock();
        }
        numeric(Numeric.RPL_LIST, channel.name(), users, topic == null ? "" : topic.text());
    }

    private void numeric(Numeric numeric, String... parameters) {
        if (isBatch) {
            String[] all = numeric.parameters(session.user().nick(), parameters);
            session.tagged("batch=" + BATCH_NAME, numeric.code(), all);
        } else {
            session.numeric(numeric, parameters);
        }
    }
}
