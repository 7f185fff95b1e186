package io.roost.load;

import io.netty.channel.unix.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a loop as columns of a table: a row costs about 100 bytes, socket object and all, where an object tree would
 * cost a thousand. <b>Threading:</b> its loop alone.
 */
public final class Slots {
    static final byte NEW = 0;
    public static final byte DIALLING = 1;
    public static final byte OPEN = 2;
    static final byte ENDED = 3;

    /** Bits of {@link #flags}. */
    static final byte RESOLVED = 1;

    static final byte ECHOED = 2;
    static final byte WRONG = 4;
    static final byte CHECKING = 8;

    /** The server has said why it is about to close. */
    public static final byte TOLD = 16;

    /** Messages to it are waited for. */
    public static final byte READER = 32;

    private static final int NONE = -1;

    public final int count;

    /** Messages that a connection may have under way. */
    final int depth;

    public final byte[] states;
    final byte[] flags;
    final @Nullable Socket[] sockets;

    /** Messages begun and messages answered. */
    final int[] begun;

    final int[] answered;

    /** Rounds of the schedule that have come, and those whose message was begun or skipped; open loop only. */
    final int[] dueRounds;

    final int[] begunRounds;

    /** Bytes of the message being sent that are left, and the place in the payload. */
    final int[] outLeft;

    final int[] outPlace;

    /** Bytes of the answer being received that have come, and the place in the payload. */
    final int[] inCome;

    final int[] inPlace;

    /** Of the messages under way. The first of {@link #sentNanos} is when it was dialled, until it is open. */
    final long[] dueNanos;

    final long[] sentNanos;

    private int[] slotOfDescriptor = new int[1024];

    public Slots(int count, int depth, boolean scheduledInRounds) {
        this.count = count;
        this.depth = depth;
        states = new byte[count];
        flags = new byte[count];
        sockets = new @Nullable Socket[count];
        begun = new int[count];
        answered = new int[count];
        dueRounds = new int[scheduledInRounds ? count : 0];
        begunRounds = new int[scheduledInRounds ? count : 0];
        outLeft = new int[count];
        outPlace = new int[count];
        inCome = new int[count];
        inPlace = new int[count];
        dueNanos = new long[Math.multiplyExact(count, depth)];
        sentNanos = new long[Math.multiplyExact(count, depth)];
        Arrays.fill(slotOfDescriptor, NONE);
    }

    /** Where the times of a message are kept. */
    int timesOf(int slot, int message) {
        return slot * depth + message % depth;
    }

    int underWay(int slot) {
        return begun[slot] - answered[slot];
    }

    public boolean has(int slot, byte flag) {
        return (flags[slot] & flag) != 0;
    }

    /** Sets a flag and says whether it was not set before. */
    public boolean raise(int slot, byte flag) {
        boolean isNew = !has(slot, flag);
        flags[slot] |= flag;
        return isNew;
    }

    public void lower(int slot, byte flag) {
        flags[slot] &= (byte) ~flag;
    }

    /** A new socket for a slot: its stream begins anew. */
    void put(int slot, Socket socket, int place, long nowNanos) {
        int descriptor = socket.intValue();
        if (descriptor >= slotOfDescriptor.length) {
            int before = slotOfDescriptor.length;
            slotOfDescriptor = Arrays.copyOf(slotOfDescriptor, Math.max(descriptor + 1, before + before / 2));
            Arrays.fill(slotOfDescriptor, before, slotOfDescriptor.length, NONE);
        }
        slotOfDescriptor[descriptor] = slot;
        sockets[slot] = socket;
        states[slot] = DIALLING;
        sentNanos[slot * depth] = nowNanos;
        begun[slot] = 0;
        answered[slot] = 0;
        outLeft[slot] = 0;
        outPlace[slot] = place;
        inCome[slot] = 0;
        inPlace[slot] = place;
        lower(slot, WRONG);
        lower(slot, CHECKING);
    }

    /** When the connection was begun, until its first message. */
    public long dialledNanos(int slot) {
        return sentNanos[slot * depth];
    }

    /** The slot of a descriptor; negative for one that is none of these. */
    public int slotOf(int descriptor) {
        return descriptor < slotOfDescriptor.length ? slotOfDescriptor[descriptor] : NONE;
    }

    /** Of a slot that has one. */
    public Socket socket(int slot) {
        Socket socket = sockets[slot];
        if (socket == null) {
            throw new IllegalStateException("slot " + slot + " has no socket");
        }
        return socket;
    }

    /** Forgets the socket, which the caller closes. */
    public Socket take(int slot) {
        Socket socket = socket(slot);
        slotOfDescriptor[socket.intValue()] = NONE;
        sockets[slot] = null;
        states[slot] = ENDED;
        return socket;
    }
}
