package io.roost.chat;

import io.roost.irc.wire.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What concerns all channels of a user at once. Takes their locks in the order of their ids, so each member
 * sees it at one place among what is said there.
 *
 * <p><b>Threading:</b> the user's lane.
 */
public final class Fanout {
    private Fanout() {}

    /**
     * Does {@code change}, and tells everyone who shares a channel with the user.
     *
     * @param isForUser whether the user is told too, which needs a channel
     */
    public static void spread(User user, Line line, boolean isForUser, Runnable change) {
        List<ChatChannel> channels = lockAll(user);
        try {
            change.run();
            List<List<LaneChannel>> byLane = byLane(channels);
            for (List<LaneChannel> ofLane : byLane) {
                if (!ofLane.isEmpty()) {
                    ofLane.get(0).lane.post(new Delivery.Spread(ofLane, line, user, isForUser));
                }
            }
        } finally {
            unlock(channels);
        }
    }

    /** Takes the user out of all its channels and tells the others. */
    public static void quit(User user, Line line) {
        List<ChatChannel> channels = lockAll(user);
        try {
            if (channels.isEmpty()) {
                return;
            }
            ChatLane own = user.recipient().lane();
            List<Membership> members = new ArrayList<>(channels.size());
            for (ChatChannel channel : channels) {
                Membership member = user.membershipIn(channel);
                if (member != null) {
                    members.add(member);
                    channel.remove(member);
                }
            }
            List<List<LaneChannel>> byLane = byLane(channels);
            while (byLane.size() <= own.number()) {
                byLane.add(List.of());
            }
            for (int i = 0; i < byLane.size(); i++) {
                List<LaneChannel> ofLane = byLane.get(i);
                boolean isOwn = i == own.number();
                if (isOwn || !ofLane.isEmpty()) {
                    ChatLane lane = isOwn ? own : ofLane.get(0).lane;
                    lane.post(new Delivery.Gone(ofLane, isOwn ? members : List.of(), line, user));
                }
            }
        } finally {
            unlock(channels);
        }
    }

    /** One line for one user, behind all that is on its way to it. Any thread. */
    public static void tell(User user, Line line) {
        user.recipient().lane().post(new Delivery.Told(List.of(user), line, false));
    }

    /** What a user did itself and that concerns nobody else. */
    public static void echo(User user, Line line) {
        user.recipient().lane().post(new Delivery.Told(List.of(user), line, true));
    }

    /** By lane numbers, those that have members now. */
    private static List<List<LaneChannel>> byLane(List<ChatChannel> channels) {
        List<List<LaneChannel>> byLane = new ArrayList<>();
        for (ChatChannel channel : channels) {
            for (int lane = 0; lane < channel.laneCount(); lane++) {
                if (byLane.size() <= lane) {
                    byLane.add(new ArrayList<>(1));
                }
                LaneChannel part = channel.on(lane);
                if (part != null && part.members > 0) {
                    byLane.get(lane).add(part);
                }
            }
        }
        return byLane;
    }

    private static List<ChatChannel> lockAll(User user) {
        Membership[] memberships = user.memberships();
        ChatChannel[] all = new ChatChannel[memberships.length];
        Arrays.setAll(all, i -> memberships[i].channel);
        Arrays.sort(all, Comparator.comparingLong(ChatChannel::id));
        List<ChatChannel> locked = new ArrayList<>(all.length);
        for (ChatChannel channel : all) {
            channel.lock();
            // A kick may have been faster.
            if (user.membershipIn(channel) == null) {
                channel.unlock();
            } else {
                locked.add(channel);
            }
        }
        return locked;
    }

    private static void unlock(List<ChatChannel> channels) {
        channels.forEach(ChatChannel::unlock);
    }
}
