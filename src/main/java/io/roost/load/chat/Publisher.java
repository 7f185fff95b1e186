package io.roost.load.chat;

import io.roost.load.LoadPlan;
import io.roost.load.Schedule;
import io.roost.load.Slots;
import io.roost.load.Tally;
import io.roost.load.Tally.Count;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes: on a schedule, whatever becomes of the messages, or flat out, so much that no member falls further behind than the
 * window allows.
 *
 * <p><b>Threading:</b> its loop alone.
 */
final class Publisher {
    private static final int PER_TURN = 256;

    /** Room has to grow to this share of the window before it is used: servers are faster with more at a time. */
    private static final int PARTS_OF_WINDOW = 8;

    private static final byte[] LINE_END = {'\r', '\n'};

    private final LoadPlan.Chat chat;
    private final Groups groups;
    private final Slots slots;
    private final Tally tally;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final LongSupplier nanoClock;
    private final int payloadBytes;
    private final @Nullable Schedule schedule;
    private final byte[][] beginnings;
    private final int[] sequences;
    private long measureFromNanos = Long.MAX_VALUE;
    private long endNanos;

    Publisher(
            LoadPlan plan,
            LoadPlan.Chat chat,
            Groups groups,
            Slots slots,
            Tally tally,
            Session session,
            Outbox outbox,
            Deliveries deliveries,
            LongSupplier nanoClock) {
        this.chat = chat;
        this.groups = groups;
        this.slots = slots;
        this.tally = tally;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.nanoClock = nanoClock;
        this.payloadBytes = (int) plan.sizes().averageBytes();
        this.sequences = new int[groups.senders()];
        this.beginnings = new byte[groups.senders()][];
        for (int sender = 0; sender < beginnings.length; sender++) {
            beginnings[sender] = session.publishing(groups.slotOfSender(sender));
        }
        double share = (double) groups.groups() / chat.groups();
        this.schedule = plan.rate() > 0 && groups.senders() > 0
                ? new Schedule(groups.senders(), plan.rate() * share, false)
                : null;
    }

    void startAt(long startNanos) {
        if (schedule != null) {
            schedule.startAt(startNanos);
        }
    }

    void measure(long fromNanos, long toNanos) {
        measureFromNanos = fromNanos;
        endNanos = toNanos;
    }

    /** Publishes what is due or has room. Returns how long nothing more is. */
    long publish(long nowNanos) {
        return schedule == null ? flatOut(nowNanos) : due(schedule, nowNanos);
    }

    private long due(Schedule when, long nowNanos) {
        for (int i = 0; i < PER_TURN; i++) {
            long dueNanos = when.dueNanos();
            if (dueNanos >= endNanos) {
                return Long.MAX_VALUE;
            }
            if (dueNanos > nowNanos) {
                return dueNanos - nowNanos;
            }
            int sender = when.connection();
            when.advance();
            int slot = groups.slotOfSender(sender);
            if (dueNanos >= measureFromNanos) {
                tally.atLeast(Count.MAX_LAG_NANOS, nowNanos - dueNanos);
            }
            if (canPublish(slot) && outbox.hasRoom(slot)) {
                compose(sender, slot, dueNanos);
                outbox.flush(slot);
            } else {
                tally.increment(Count.SKIPPED);
            }
        }
        return 0;
    }

    private long flatOut(long nowNanos) {
        if (nowNanos >= endNanos) {
            return Long.MAX_VALUE;
        }
        for (int group = 0; group < groups.groups(); group++) {
            long room = chat.window() - mostBehind(group);
            if (room >= Math.max(1, chat.window() / PARTS_OF_WINDOW)) {
                fill(group, (int) Math.max(1, room / chat.senders()));
            }
        }
        return Long.MAX_VALUE; // what members read makes room, and wakes the loop
    }

    private long mostBehind(int group) {
        long most = 0;
        int end = groups.endOf(group);
        for (int slot = groups.firstOf(group); slot < end; slot++) {
            long behind = deliveries.behind(slot);
            if (behind > most && slots.has(slot, Slots.READER)) {
                most = behind;
            }
        }
        return most;
    }

    private void fill(int group, int messages) {
        for (int place = 0; place < chat.senders(); place++) {
            int slot = groups.firstOf(group) + place;
            int sender = group + place * groups.groups();
            if (!canPublish(slot) || !outbox.isEmpty(slot)) {
                continue; // the socket is full: it does not take more
            }
            int lineBytes = beginnings[sender].length + payloadBytes + LINE_END.length;
            int count = Math.min(messages, Outbox.BYTES / lineBytes);
            long nowNanos = nanoClock.getAsLong();
            for (int i = 0; i < count; i++) {
                compose(sender, slot, nowNanos);
            }
            outbox.flush(slot);
        }
    }

    private boolean canPublish(int slot) {
        return slots.has(slot, Slots.READER);
    }

    private void compose(int sender, int slot, long dueNanos) {
        int sequence = sequences[sender]++;
        outbox.buffer.put(beginnings[sender]);
        ChatMessage.put(outbox.buffer, groups.firstUser() + slot, sequence, dueNanos, payloadBytes);
        outbox.buffer.put(LINE_END);
        deliveries.published(slot, sequence, dueNanos);
    }
}
