package io.roost.chat;

import org.jspecify.annotations.Nullable;

/**
 * One user in one channel. The first half is the channel's, under its lock; the second belongs to the
 * user's lane.
 */
public final class Membership {
    /** Ranks, as bits: the higher, the more rights. */
    public static final int VOICE = 1;

    public static final int HALFOP = 2;
    public static final int OPERATOR = 4;

    final User user;
    final ChatChannel channel;
    int ranks;
    int index;

    // The lane's.
    @Nullable
    MemberGroup group;

    @Nullable
    Membership nextOfUser;

    int groupIndex;

    /** Up to here the member has the open batch. */
    int handedTo;

    Membership(User user, ChatChannel channel, int ranks) {
        this.user = user;
        this.channel = channel;
        this.ranks = ranks;
    }

    /** Who. */
    public User user() {
        return user;
    }

    /** Where. */
    public ChatChannel channel() {
        return channel;
    }

    /** Whether it has this rank or a higher one. Under the channel's lock, or as a guess. */
    public boolean isAtLeast(int rank) {
        return ranks >= rank;
    }

    /** {@code @%+} of the ranks that it has, the highest first, or that one alone. */
    public String prefixes(boolean all) {
        if (ranks == 0) {
            return "";
        }
        StringBuilder prefixes = new StringBuilder(3);
        for (int rank = OPERATOR; rank > 0; rank >>= 1) {
            if ((ranks & rank) != 0 && (all || prefixes.isEmpty())) {
                prefixes.append(rank == OPERATOR ? '@' : rank == HALFOP ? '%' : '+');
            }
        }
        return prefixes.toString();
    }

    /** Gives or takes a rank; false when that changes nothing. Under the channel's lock. */
    public boolean setRank(int rank, boolean isGiven) {
        int before = ranks;
        ranks = isGiven ? ranks | rank : ranks & ~rank;
        return ranks != before;
    }
}
