package io.roost.load;

import io.netty.buffer.Unpooled;
import io.roost.load.Tally.Count;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages on the connections of a loop and checks what comes back, byte for byte. Offers no schedule of its own: whoever drives
 * it says what is due.
 *
 * <p><b>Threading:</b> its loop alone.
 */
final class Conversation {
    private static final int RECEIVE_BYTES = 64 << 10;

    /** Told when a connection ends by itself; null stands for the peer's FIN. */
    interface Endings {
        void ended(int slot, @Nullable IOException cause);
    }

    private final LoadPlan plan;
    private final Slots slots;
    private final int firstConnection;
    private final Tally tally;
    private final Failures failures;
    private final Endings endings;
    private final LongSupplier nanoClock;
    private final Payload payload;
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final long receivedAddress = Unpooled.wrappedBuffer(received).memoryAddress();

    final Latency fromSchedule = new Latency();
    final Latency fromSend = new Latency();

    /** Messages due from then on are measured. */
    private long measureFromNanos = Long.MAX_VALUE;

    Conversation(
            LoadPlan plan,
            Slots slots,
            int firstConnection,
            Tally tally,
            Failures failures,
            Endings endings,
            LongSupplier nanoClock) {
        this.plan = plan;
        this.slots = slots;
        this.firstConnection = firstConnection;
        this.tally = tally;
        this.failures = failures;
        this.endings = endings;
        this.nanoClock = nanoClock;
        this.payload = new Payload(plan.seed());
    }

    void measureFrom(long nanos) {
        measureFromNanos = nanos;
    }

    boolean isMeasured(long dueNanos) {
        return dueNanos >= measureFromNanos;
    }

    /** Whether a message may be begun: the connection is open, has room for one more and is not amid another. */
    boolean canBegin(int slot) {
        return slots.states[slot] == Slots.OPEN && slots.outLeft[slot] == 0 && slots.underWay(slot) < slots.depth;
    }

    /** Begins the next message of a connection. */
    void begin(int slot, long dueNanos) {
        int message = slots.begun[slot]++;
        int times = slots.timesOf(slot, message);
        slots.dueNanos[times] = dueNanos;
        slots.sentNanos[times] = nanoClock.getAsLong();
        slots.outLeft[slot] = bytesOf(slot, message);
        tally.increment(Count.PENDING);
        send(slot);
    }

    /** Sends what the socket takes of the message under way. */
    void send(int slot) {
        try {
            while (slots.outLeft[slot] > 0) {
                int piece = Math.min(slots.outLeft[slot], Payload.PIECE_BYTES);
                int place = slots.outPlace[slot];
                int sent = slots.socket(slot).sendAddress(payload.addressOf(place), 0, piece);
                if (sent == 0) {
                    return;
                }
                slots.outPlace[slot] = Payload.advance(place, sent);
                slots.outLeft[slot] -= sent;
                tally.add(Count.BYTES_SENT, sent);
                if (slots.outLeft[slot] == 0
                        && isMeasured(slots.dueNanos[slots.timesOf(slot, slots.begun[slot] - 1)])) {
                    tally.increment(Count.SENT);
                }
            }
        } catch (IOException e) {
            endings.ended(slot, e);
        }
    }

    /**
     * Reads until the socket is empty, which a read that leaves room in the buffer shows.
     *
     * @param toTheEnd reads on until the peer's end is seen, for it is known to be there
     */
    void receive(int slot, boolean toTheEnd) {
        try {
            int count;
            do {
                count = slots.socket(slot).recvAddress(receivedAddress, 0, RECEIVE_BYTES);
                if (count < 0) {
                    endings.ended(slot, null);
                    return;
                }
                tally.add(Count.BYTES_RECEIVED, count);
                check(slot, count);
            } while (slots.states[slot] == Slots.OPEN && (count == RECEIVE_BYTES || (toTheEnd && count > 0)));
        } catch (IOException e) {
            endings.ended(slot, e);
        }
    }

    private void check(int slot, int count) {
        long nowNanos = nanoClock.getAsLong();
        int from = 0;
        while (from < count) {
            if (slots.underWay(slot) == 0) {
                tally.increment(Count.WRONG);
                endings.ended(slot, new SurplusException());
                return;
            }
            int bytes = bytesOf(slot, slots.answered[slot]);
            int part = Math.min(count - from, bytes - slots.inCome[slot]);
            if (!payload.matches(slots.inPlace[slot], received, from, part)) {
                slots.raise(slot, Slots.WRONG);
            }
            slots.inPlace[slot] = Payload.advance(slots.inPlace[slot], part);
            slots.inCome[slot] += part;
            from += part;
            if (slots.inCome[slot] == bytes) {
                answered(slot, nowNanos);
            }
        }
    }

    private void answered(int slot, long nowNanos) {
        int times = slots.timesOf(slot, slots.answered[slot]++);
        slots.inCome[slot] = 0;
        boolean isMeasured = isMeasured(slots.dueNanos[times]);
        tally.add(Count.PENDING, -1);
        if (isMeasured) {
            tally.increment(Count.ANSWERED);
        }
        if (slots.has(slot, Slots.WRONG)) {
            slots.lower(slot, Slots.WRONG);
            tally.increment(Count.WRONG);
            failures.count(
                    Failures.ANSWER, "WRONG", "an answer differs from what was sent", "the target is no exact echo");
            return;
        }
        if (slots.raise(slot, Slots.ECHOED)) {
            tally.increment(Count.ECHOED);
        }
        if (slots.has(slot, Slots.CHECKING)) {
            slots.lower(slot, Slots.CHECKING);
            tally.increment(Count.CHECK_ANSWERED);
        }
        if (isMeasured) {
            tally.increment(Count.RECEIVED);
            fromSchedule.record(nowNanos - slots.dueNanos[times]);
            fromSend.record(nowNanos - slots.sentNanos[times]);
        }
    }

    private int bytesOf(int slot, int message) {
        return plan.sizes().bytesOf(plan.seed(), firstConnection + slot, message);
    }

    /** More came than was asked for. */
    static final class SurplusException extends IOException {
        private static final long serialVersionUID = 1L;

        SurplusException() {
            super("more bytes came than were sent");
        }

        /** One is made for each such connection; where is known. */
        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
