package io.roost.chat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One event loop as the chat sees it: a mailbox of deliveries that only the loop empties, and the batch that
 * is open. Consecutive lines of one channel are gathered, and each member gets one slice of them per turn;
 * whatever else a member is to get closes the batch first, or has the member's slice handed over before.
 *
 * <p><b>Threading:</b> {@link #post} on any thread; all else on the lane's loop.
 */
public final class ChatLane {
    /** A batch that has grown to this is handed out, whatever may follow. */
    static final int BATCH_BYTES = 64 << 10;

    private static final VarHandle MAILBOX;

    static {
        try {
            MAILBOX = MethodHandles.lookup().findVarHandle(ChatLane.class, "mailbox", Delivery.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int number;
    private final Runnable wake;
    private final Consumer<Throwable> faults;

    /** The last that was posted; each links to the one before. */
    @SuppressWarnings("unused") // through the handle
    private volatile @Nullable Delivery mailbox;

    private IntConsumer deliveries = lines -> {};
    private @Nullable LaneChannel open;
    private int visit;

    /**
     * A lane without members.
     *
     * @param number from 0, without gaps
     * @param wake sees to it that {@link #endTurn} is called soon; any thread
     * @param faults is told what went wrong with one delivery or one member, after which the others get theirs
     */
    public ChatLane(int number, Runnable wake, Consumer<Throwable> faults) {
        this.number = number;
        this.wake = wake;
        this.faults = faults;
    }

    /** Tells how many members of a channel each line is for. Before the lane has users. */
    public void countBy(IntConsumer counter) {
        deliveries = counter;
    }

    void countDeliveries(int lines) {
        deliveries.accept(lines);
    }

    int number() {
        return number;
    }

    /** Puts a delivery behind all that were posted before it. */
    void post(Delivery delivery) {
        do {
            delivery.next = mailbox;
        } while (!MAILBOX.compareAndSet(this, delivery.next, delivery));
        wake.run();
    }

    /** Takes in all that was posted up to now. */
    public void drain() {
        if (mailbox == null) {
            return;
        }
        Delivery newest = (Delivery) MAILBOX.getAndSet(this, (Delivery) null);
        Delivery oldest = null;
        while (newest != null) {
            Delivery before = newest.next;
            newest.next = oldest;
            oldest = newest;
            newest = before;
        }
        for (Delivery delivery = oldest; delivery != null; delivery = delivery.next) {
            arrive(delivery);
        }
    }

    private void arrive(Delivery delivery) {
        try {
            delivery.arrive(this);
        } catch (RuntimeException | OutOfMemoryError e) {
            fault(e);
        }
    }

    /** What is not to keep the others from theirs: a fault of the program, or no direct memory left. */
    void fault(Throwable e) {
        faults.accept(e);
    }

    /** Brings one user up to date: it has all that was posted before this, and may be answered. */
    public void catchUp(User user) {
        drain();
        handOver(user);
    }

    /** The end of the loop's turn: everybody gets what there is. */
    public void endTurn() {
        drain();
        close(true);
    }

    /** After a user's dialect has changed. */
    public void regroup(User user) {
        catchUp(user);
        for (Membership one = user.firstOfLane; one != null; one = one.nextOfUser) {
            if (one.group != null) {
                one.group.channel.regroup(one);
            }
        }
    }

    /** Gives one user its slice of the open batch so far. */
    void handOver(User user) {
        if (open != null) {
            Membership member = open.memberOf(user);
            if (member != null && member.group != null) {
                member.group.hand(member);
            }
        }
    }

    void open(LaneChannel channel) {
        if (open != channel) {
            close(false);
            open = channel;
        }
    }

    void close(boolean isLast) {
        LaneChannel closing = open;
        if (closing != null) {
            open = null;
            closing.handAll(isLast);
        }
    }

    /** A stamp that no user of this lane has. */
    int nextVisit() {
        return ++visit;
    }
}
