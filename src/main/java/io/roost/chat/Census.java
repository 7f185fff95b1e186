package io.roost.chat;

import java.util.concurrent.atomic.AtomicInteger;

/** How many there are of each kind. Any thread. */
public final class Census {
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger invisible = new AtomicInteger();
    private final AtomicInteger operators = new AtomicInteger();
    private final AtomicInteger mostUsers = new AtomicInteger();

    /** Connected, but has not said who it is. */
    public void came() {
        unknown.incrementAndGet();
    }

    /** Has said who it is. */
    public void registered() {
        unknown.decrementAndGet();
        mostUsers.accumulateAndGet(users.incrementAndGet(), Math::max);
    }

    /** A mode of a user changed. */
    public void changed(int mode, boolean isSet) {
        if (mode == User.INVISIBLE) {
            invisible.addAndGet(isSet ? 1 : -1);
        } else if (mode == User.OPERATOR) {
            operators.addAndGet(isSet ? 1 : -1);
        }
    }

    /** Has gone. */
    public void went(User user) {
        if (!user.is(User.WELCOME)) {
            unknown.decrementAndGet();
            return;
        }
        users.decrementAndGet();
        for (int mode : new int[] {User.INVISIBLE, User.OPERATOR}) {
            if (user.is(mode)) {
                changed(mode, false);
            }
        }
    }

    public int unknown() {
        return unknown.get();
    }

    public int users() {
        return users.get();
    }

    public int mostUsers() {
        return mostUsers.get();
    }

    public int invisible() {
        return invisible.get();
    }

    public int operators() {
        return operators.get();
    }
}
