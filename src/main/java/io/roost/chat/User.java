package io.roost.chat;

import io.roost.irc.wire.Source;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A peer with a name. What others may see of it is volatile and written by its own lane alone; its
 * memberships see the package's list of locks.
 */
public final class User {
    /** Bits of {@link #is}: those of user modes first. */
    public static final int INVISIBLE = 1;

    public static final int OPERATOR = 1 << 1;
    public static final int WALLOPS = 1 << 2;
    public static final int BOT = 1 << 3;
    public static final int REGISTERED_ONLY = 1 << 4;

    /** Has said who it is and may take part. */
    public static final int WELCOME = 1 << 8;

    /** Has gone. */
    public static final int GONE = 1 << 9;

    /** Has given a wrong password of an operator, and another one. */
    public static final int WRONG_ONCE = 1 << 10;

    public static final int WRONG_TWICE = 1 << 11;

    private static final Membership[] NONE = {};

    private final Recipient recipient;
    private final String host;
    private volatile String nick = "*";
    private volatile String name = "";
    private volatile String realName = "";
    private volatile @Nullable String account;
    private volatile @Nullable String away;
    private volatile int flags;
    private volatile int signedOnSeconds;
    private volatile int spokeSeconds;
    private volatile Membership[] memberships = NONE;

    // The lane's.
    @Nullable
    Membership firstOfLane;

    int visit;

    public User(Recipient recipient, String host) {
        this.recipient = recipient;
        this.host = host;
    }

    /** The peer. */
    public Recipient recipient() {
        return recipient;
    }

    /** {@code *} until there is one. */
    public String nick() {
        return nick;
    }

    public void setNick(String nick) {
        this.nick = nick;
    }

    /** The name before the {@code @}; empty until it is told. */
    public String name() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String realName() {
        return realName;
    }

    public void setRealName(String realName) {
        this.realName = realName;
    }

    public String host() {
        return host;
    }

    /** Null: not logged in. */
    public @Nullable String account() {
        return account;
    }

    public void setAccount(@Nullable String account) {
        this.account = account;
    }

    /** Null: here. */
    public @Nullable String away() {
        return away;
    }

    public void setAway(@Nullable String away) {
        this.away = away;
    }

    /** Whether any of these bits is set. */
    public boolean is(int bits) {
        return (flags & bits) != 0;
    }

    /** Its lane alone. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void set(int bit, boolean isSet) {
        flags = isSet ? flags | bit : flags & ~bit;
    }

    /** Seconds since 1970. */
    public int signedOnSeconds() {
        return signedOnSeconds;
    }

    public void signOn(int nowSeconds) {
        signedOnSeconds = nowSeconds;
        spokeSeconds = nowSeconds;
    }

    /** Seconds since 1970 when it last said something. */
    public int spokeSeconds() {
        return spokeSeconds;
    }

    public void spoke(int nowSeconds) {
        spokeSeconds = nowSeconds;
    }

    /** {@code nick!name@host}. */
    public String prefix() {
        return nick + "!" + name + "@" + host;
    }

    /** Who says what it says now. */
    public Source source() {
        return new Source(prefix(), account, is(BOT));
    }

    /** The channels that it is in. An array that does not change; not to be written to. */
    public Membership[] memberships() {
        return memberships;
    }

    /** Null when it is not in there; certain under the channel's lock only. */
    public @Nullable Membership membershipIn(ChatChannel channel) {
        for (Membership membership : memberships) {
            if (membership.channel == channel) {
                return membership;
            }
        }
        return null;
    }

    /** Why this one takes no private message of that; null: it does. */
    public @Nullable Refusal refuses(User from) {
        return is(REGISTERED_ONLY) && from.account() == null && from != this ? Refusal.SHUNS_STRANGERS : null;
    }

    /** Whether a viewer that shares no channel with it may find it where it was not asked for. */
    public boolean isSeenBy(User viewer) {
        return !is(INVISIBLE) || viewer == this || sharesAChannelWith(viewer);
    }

    /** Whether both are in one channel. */
    public boolean sharesAChannelWith(User other) {
        for (Membership membership : memberships) {
            if (other.membershipIn(membership.channel) != null) {
                return true;
            }
        }
        return false;
    }

    synchronized void add(Membership membership) {
        Membership[] more = Arrays.copyOf(memberships, memberships.length + 1);
        more[memberships.length] = membership;
        memberships = more;
    }

    synchronized void remove(Membership membership) {
        Membership[] before = memberships;
        if (before.length == 1) {
            memberships = NONE;
            return;
        }
        Membership[] fewer = new Membership[before.length - 1];
        int count = 0;
        for (Membership one : before) {
            if (one != membership) {
                fewer[count++] = one;
            }
        }
        memberships = fewer;
    }
}
