package io.roost.load.chat;

import io.roost.load.Latency;
import io.roost.load.Tally;
import io.roost.load.Tally.Count;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Accounts for every delivery to every member: which message of which sender it is, whether it is the next one, how long it took.
 *
 * <p>A cell belongs to one member and one sender of its group and holds the number that is due next. A message with that number is
 * counted with a few loads and stores; anything else is looked into.
 *
 * <p><b>Threading:</b> its loop alone; {@link #meanNanos} when the loop has ended or rests.
 */
final class Deliveries {
    /** Messages of a sender whose last member is waited for; older ones are forgotten. */
    private static final int MOST_RECENT = 1 << 12;

    private static final int MOST_RECENT_IN_ALL = 1 << 22;

    private final Groups groups;
    private final Tally tally;
    private final boolean echoes;
    private final int senders;
    private final int[] next;
    private final Gaps gaps = new Gaps();

    /** Per member: lines that came, its own published ones among them; those that were measured, and their latencies. */
    private final long[] seen;

    private final long[] measured;
    private final long[] nanos;

    /** Members that are yet to have a recent message, and which message that is. */
    private final int recent;

    private final int[] remaining;
    private final int[] recentNumber;

    /** Per group. */
    private final long[] published;

    private final int[] readers;

    final Latency fromSchedule = new Latency();
    final Latency toLastMember = new Latency();

    private long measureFromNanos = Long.MAX_VALUE;

    // Of the buffer under way.
    private int slot;
    private int group;
    private long nowNanos;
    private int arrived;
    private int delivered;
    private long nanosInBuffer;
    private long sameNanos;
    private int sameCount;

    /**
     * @param echoes whether senders get their own messages
     */
    Deliveries(Groups groups, Tally tally, boolean echoes) {
        this.groups = groups;
        this.tally = tally;
        this.echoes = echoes;
        this.senders = groups.chat().senders();
        int users = senders > 0 ? groups.users() : 0;
        next = new int[Math.multiplyExact(users, Math.max(1, senders))];
        seen = new long[users];
        measured = new long[users];
        nanos = new long[users];
        int fits = Integer.highestOneBit(Math.max(1, MOST_RECENT_IN_ALL / Math.max(1, groups.senders())));
        recent = senders > 0 ? Math.min(MOST_RECENT, fits) : 0;
        remaining = new int[recent * groups.senders()];
        recentNumber = new int[remaining.length];
        Arrays.fill(recentNumber, -1);
        published = new long[groups.groups()];
        readers = new int[groups.groups()];
    }

    void measureFrom(long dueNanos) {
        measureFromNanos = dueNanos;
    }

    /** A member reads from now on, or no longer. */
    void reader(int ofSlot, int change) {
        readers[groups.groupOf(ofSlot)] += change;
    }

    /** A sender hands its next message to its socket. */
    void published(int ofSlot, int sequence, long dueNanos) {
        int itsGroup = groups.groupOf(ofSlot);
        int receivers = readers[itsGroup] - (echoes ? 0 : 1);
        published[itsGroup]++;
        if (!echoes) {
            seen[ofSlot]++;
        }
        int index = recentOf(itsGroup, groups.senderOf(ofSlot), sequence);
        remaining[index] = receivers;
        recentNumber[index] = sequence;
        if (dueNanos >= measureFromNanos) {
            tally.increment(Count.SENT);
            tally.add(Count.EXPECTED, receivers);
        }
    }

    /** Lines by which a member is behind what its group has published. */
    long behind(int ofSlot) {
        return published[groups.groupOf(ofSlot)] - seen[ofSlot];
    }

    /** Mean latency of the measured deliveries to a member; NaN without any. */
    double meanNanos(int ofSlot) {
        return measured.length == 0 || measured[ofSlot] == 0 ? Double.NaN : (double) nanos[ofSlot] / measured[ofSlot];
    }

    /** What follows is for one member and was read at one time. */
    void begin(int forSlot, long atNanos) {
        slot = forSlot;
        group = groups.groupOf(forSlot);
        nowNanos = atNanos;
    }

    /** The message at that index of a buffer. */
    void take(ByteBuffer in, int index) {
        int user = ChatMessage.user(in, index) - groups.firstUser();
        long sequence = ChatMessage.sequence(in, index);
        long dueNanos = ChatMessage.dueNanos(in, index);
        int sender = user - groups.firstOf(group);
        if (sender < 0 || sender >= senders || (sequence | dueNanos) < 0 || sequence > Integer.MAX_VALUE) {
            tally.increment(Count.WRONG);
            return;
        }
        arrived++;
        int cell = slot * senders + sender;
        int number = (int) sequence;
        if (number == next[cell]) {
            next[cell] = number + 1;
        } else if (!isFirstTime(cell, number)) {
            return;
        }
        long took = nowNanos - dueNanos;
        if (dueNanos >= measureFromNanos) {
            delivered++;
            nanosInBuffer += took;
            if (took != sameNanos) {
                recordSame();
                sameNanos = took;
            }
            sameCount++;
        }
        int last = recentOf(group, sender, number);
        if (recentNumber[last] == number && --remaining[last] == 0 && dueNanos >= measureFromNanos) {
            toLastMember.record(took);
        }
    }

    /** The buffer has been read. */
    void end() {
        if (arrived == 0) {
            return;
        }
        recordSame();
        seen[slot] += arrived;
        measured[slot] += delivered;
        nanos[slot] += nanosInBuffer;
        tally.add(Count.ARRIVED, arrived);
        tally.add(Count.DELIVERED, delivered);
        tally.add(Count.RECEIVED, delivered);
        arrived = 0;
        delivered = 0;
        nanosInBuffer = 0;
    }

    /** Messages that were published together have one latency: it is recorded once. */
    private void recordSame() {
        if (sameCount > 0) {
            fromSchedule.record(sameNanos, sameCount);
            sameCount = 0;
        }
    }

    private boolean isFirstTime(int cell, int number) {
        if (number > next[cell]) {
            gaps.open(cell, next[cell], number);
            next[cell] = number + 1;
            return true;
        }
        boolean isLate = gaps.fill(cell, number);
        tally.increment(isLate ? Count.OUT_OF_ORDER : Count.DUPLICATE);
        return isLate;
    }

    private int recentOf(int ofGroup, int sender, int number) {
        return (ofGroup * senders + sender) * recent + (number & (recent - 1));
    }
}
