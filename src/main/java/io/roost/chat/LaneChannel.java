package io.roost.chat;

import io.roost.irc.wire.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel as one lane has it: the members that live on the lane, grouped by their dialect. They
 * change by deliveries only, in the order of what is said, so a member gets what was said while it was in
 * the channel and nothing else.
 *
 * <p><b>Threading:</b> its lane, but for {@link #members}.
 */
final class LaneChannel {
    final ChatLane lane;

    /** As the channel has it, under its lock: ahead of the groups by what waits in the mailbox. */
    int members;

    private final List<MemberGroup> groups = new ArrayList<>(1);

    LaneChannel(ChatLane lane) {
        this.lane = lane;
    }

    void add(Membership member) {
        groupOf(member.user.recipient().dialect()).add(member);
        member.nextOfUser = member.user.firstOfLane;
        member.user.firstOfLane = member;
    }

    /** Once it has what was said up to now. */
    void remove(Membership member) {
        MemberGroup group = member.group;
        if (group == null) {
            return;
        }
        group.hand(member);
        group.remove(member);
        User user = member.user;
        if (user.firstOfLane == member) {
            user.firstOfLane = member.nextOfUser;
            return;
        }
        for (Membership before = user.firstOfLane; before != null; before = before.nextOfUser) {
            if (before.nextOfUser == member) {
                before.nextOfUser = member.nextOfUser;
            }
        }
    }

    /** Moves a member to the group of the dialect that it has now. */
    void regroup(Membership member) {
        MemberGroup group = member.group;
        if (group != null && group.dialect != member.user.recipient().dialect()) {
            group.hand(member);
            group.remove(member);
            groupOf(member.user.recipient().dialect()).add(member);
        }
    }

    /** Adds a line to the batch; {@code except} does not get it, but for the echo that it may want. */
    void append(Line line, @Nullable User except, boolean echoes) {
        lane.open(this);
        // Its links are its own lane's.
        Membership own = except == null || except.recipient().lane() != lane ? null : memberOf(except);
        MemberGroup ownGroup = own == null ? null : own.group;
        if (own != null && ownGroup != null) {
            ownGroup.hand(own);
        }
        int most = 0;
        int hearers = own == null || echoes ? 0 : -1;
        for (int i = 0; i < groups.size(); i++) {
            MemberGroup group = groups.get(i);
            if (group.size() > 0) {
                group.append(line);
                hearers += group.size();
                most = Math.max(most, group.batchBytes());
            }
        }
        if (own != null && ownGroup != null) {
            ownGroup.skip(own);
            if (echoes) {
                own.user.recipient().takeEcho(line);
            }
        }
        lane.countDeliveries(hearers);
        if (most >= ChatLane.BATCH_BYTES) {
            lane.close(false);
        }
    }

    List<MemberGroup> groups() {
        return groups;
    }

    void handAll(boolean isLast) {
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).handAll(isLast);
        }
        groups.removeIf(group -> group.size() == 0);
    }

    /** The lane's own record of it; null when it has none. */
    @Nullable
    Membership memberOf(User user) {
        for (Membership one = user.firstOfLane; one != null; one = one.nextOfUser) {
            if (one.group != null && one.group.channel == this) {
                return one;
            }
        }
        return null;
    }

    private MemberGroup groupOf(Dialect dialect) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).dialect == dialect) {
                return groups.get(i);
            }
        }
        MemberGroup group = new MemberGroup(this, dialect);
        groups.add(group);
        return group;
    }
}
