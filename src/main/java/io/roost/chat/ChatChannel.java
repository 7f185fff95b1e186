package io.roost.chat;

import io.roost.irc.wire.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A channel: who is in it, who may do what, and how what is said in it gets its order. To say something
 * offers one delivery to each lane that has members, whatever their number.
 *
 * <p><b>Threading:</b> any, all of it under {@link #lock} but for {@link #name} and {@link #id}.
 */
public final class ChatChannel {
    /** Bits of {@link #is}. */
    public static final int INVITE_ONLY = 1;

    public static final int MODERATED = 1 << 1;
    public static final int NO_EXTERNAL = 1 << 2;
    public static final int SECRET = 1 << 3;
    public static final int TOPIC_BY_OPERATORS = 1 << 4;
    public static final int NO_CTCP = 1 << 5;
    public static final int REGISTERED_ONLY = 1 << 6;

    private final ReentrantLock lock = new ReentrantLock();
    private final ChatDirectory directory;
    private final String name;
    private final long id;
    private final long createdSeconds;
    private final @Nullable LaneChannel[] lanes;
    private final List<Membership> members = new ArrayList<>(2);
    private final MaskList[] lists = {new MaskList(), new MaskList(), new MaskList()};
    private @Nullable Set<User> invited;
    private @Nullable Topic topic;
    private String key = "";
    private int limit;
    private int flags = NO_EXTERNAL | TOPIC_BY_OPERATORS;
    private boolean isClosed;

    /** What it is about. */
    public record Topic(String text, String setBy, long setSeconds) {}

    /** Its lists of masks. */
    public enum Masks {
        BANS,
        EXCEPTIONS,
        INVITATIONS
    }

    ChatChannel(ChatDirectory directory, String name, long id, int laneCount) {
        this.directory = directory;
        this.name = name;
        this.id = id;
        this.lanes = new LaneChannel[laneCount];
        this.createdSeconds = System.currentTimeMillis() / 1_000;
    }

    public void lock() {
        lock.lock();
    }

    public void unlock() {
        lock.unlock();
    }

    /** As it was first written. */
    public String name() {
        return name;
    }

    long id() {
        return id;
    }

    public long createdSeconds() {
        return createdSeconds;
    }

    /** Whether it was left by all: then it is no longer in the directory and nobody may enter it. */
    public boolean isClosed() {
        return isClosed;
    }

    /** A view. */
    public List<Membership> members() {
        return Collections.unmodifiableList(members);
    }

    /** Puts a user in and tells all, the user too. */
    public Membership enter(Arrival arrival, int ranks) {
        User user = arrival.user();
        Membership member = new Membership(user, this, ranks);
        member.index = members.size();
        members.add(member);
        user.add(member);
        ChatLane own = user.recipient().lane();
        LaneChannel part = lanes[own.number()];
        if (part == null) {
            part = new LaneChannel(own);
            lanes[own.number()] = part;
        }
        part.members++;
        if (invited != null) {
            invited.remove(user);
        }
        for (LaneChannel one : lanes) {
            if (one != null && one.members > 0) {
                one.lane.post(new Delivery.Entered(one, one == part ? member : null, arrival));
            }
        }
        return member;
    }

    /** Takes a member out and tells all, the member too; {@code echoed} by an echo. */
    public void leave(Membership member, Line line, @Nullable User echoed) {
        ChatLane own = member.user.recipient().lane();
        for (LaneChannel one : lanes) {
            if (one != null && one.members > 0) {
                one.lane.post(new Delivery.Left(one, one.lane == own ? member : null, line, echoed));
            }
        }
        remove(member);
    }

    /** Tells all members; {@code except} is not told, but by an echo if {@code echoes}. */
    public void say(Line line, @Nullable User except, boolean echoes) {
        for (LaneChannel one : lanes) {
            if (one != null && one.members > 0) {
                one.lane.post(new Delivery.Said(one, line, except, echoes));
            }
        }
    }

    /** Tells those members that have this rank or a higher one. */
    public void sayToRank(Line line, int rank, @Nullable User except) {
        for (int i = 0; i < lanes.length; i++) {
            List<User> users = new ArrayList<>();
            for (Membership member : members) {
                if (member.user.recipient().lane().number() == i && member.isAtLeast(rank) && member.user != except) {
                    users.add(member.user);
                }
            }
            if (!users.isEmpty()) {
                users.get(0).recipient().lane().post(new Delivery.Told(users, line, false));
            }
        }
    }

    /** Takes a member out; who tells the lanes is the caller. */
    void remove(Membership member) {
        Membership last = members.remove(members.size() - 1);
        if (last != member) {
            members.set(member.index, last);
            last.index = member.index;
        }
        member.user.remove(member);
        LaneChannel part = lanes[member.user.recipient().lane().number()];
        if (part != null) {
            part.members--;
        }
        if (members.isEmpty()) {
            isClosed = true;
            directory.remove(this);
        }
    }

    int laneCount() {
        return lanes.length;
    }

    @Nullable
    LaneChannel on(int lane) {
        return lanes[lane];
    }

    /** Whether any of these modes is set. */
    public boolean is(int bits) {
        return (flags & bits) != 0;
    }

    /** False when that changes nothing. */
    public boolean set(int bit, boolean isSet) {
        int before = flags;
        flags = isSet ? flags | bit : flags & ~bit;
        return flags != before;
    }

    public @Nullable Topic topic() {
        return topic;
    }

    public void setTopic(@Nullable Topic topic) {
        this.topic = topic;
    }

    /** Empty: none is needed. */
    public String key() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    /** Members at most, 0: any number. */
    public int limit() {
        return limit;
    }

    public void setLimit(int limit) {
        this.limit = limit;
    }

    public MaskList list(Masks which) {
        return lists[which.ordinal()];
    }

    /** Masks of all lists together. */
    public int listSize() {
        return lists[0].size() + lists[1].size() + lists[2].size();
    }

    public boolean addTo(Masks which, MaskList.Entry entry) {
        return list(which).add(entry);
    }

    public boolean removeFrom(Masks which, String mask) {
        return list(which).remove(mask);
    }

    /** Lets a user in once, whatever keeps others out. */
    public void invite(User user) {
        if (invited == null) {
            invited = new HashSet<>(2);
        }
        invited.add(user);
    }

    public boolean isInvited(User user) {
        return invited != null && invited.contains(user);
    }

    /** Whether a mask keeps the user out. */
    public boolean isBanned(User user) {
        return list(Masks.BANS).matches(user, false) && !list(Masks.EXCEPTIONS).matches(user, false);
    }

    /** Whether a mask of the invitation list lets the user in. */
    public boolean isExpected(User user) {
        return list(Masks.INVITATIONS).matches(user, false);
    }

    /** Why a user may not come in; null: it may. An invitation overrides all. */
    @Nullable
    Refusal keepsOut(User user, String givenKey) {
        if (members.isEmpty() || isInvited(user)) {
            return null;
        }
        if (is(INVITE_ONLY) && !isExpected(user)) {
            return Refusal.INVITE_ONLY;
        }
        if (isBanned(user)) {
            return Refusal.BANNED;
        }
        if (!key.isEmpty() && !key.equals(givenKey)) {
            return Refusal.BAD_KEY;
        }
        if (limit > 0 && members.size() >= limit) {
            return Refusal.FULL;
        }
        return is(REGISTERED_ONLY) && user.account() == null ? Refusal.ACCOUNT_NEEDED : null;
    }

    /** Why a user may not say this here; null: it may. */
    public @Nullable Refusal silences(User user, String text) {
        if (!hears(user, user.membershipIn(this))) {
            return Refusal.SILENCED;
        }
        return is(NO_CTCP) && isCtcp(text) ? Refusal.NO_CTCP : null;
    }

    private boolean hears(User user, @Nullable Membership member) {
        if (member != null && member.isAtLeast(Membership.VOICE)) {
            return true;
        }
        if (is(MODERATED) || (member == null && is(NO_EXTERNAL))) {
            return false;
        }
        return !list(Masks.BANS).matches(user, true) || list(Masks.EXCEPTIONS).matches(user, true);
    }

    /** {@code /me} is one too, but allowed everywhere. */
    private static boolean isCtcp(String text) {
        return text.startsWith("\u0001") && !text.startsWith("\u0001ACTION");
    }

    /** Whether a user may know of it. */
    public boolean isSeenBy(User user) {
        return !is(SECRET) || user.membershipIn(this) != null;
    }
}
