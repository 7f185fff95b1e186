package io.roost.connection;

import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** What a {@link Connection} remembers of itself, in as few bytes as that takes. Event loop only. */
abstract class ConnectionState extends ChannelInboundHandlerAdapter {
    // Bits of the flags: booleans would cost the object eight bytes more.
    static final int RECEIVED = 1;
    static final int UNFLUSHED = 2;
    static final int BEHIND = 4;
    static final int ENDING = 8;

    /** For the subclass that gathers output over a turn. */
    static final int GATHERED = 16;

    static final int PAUSED = 32;

    /** Whether the peer was asked if it lives and has sent nothing since. */
    static final int ASKED = 64;

    static final int UNADMITTED = 128;

    /** Whether it wants its peer not to be read. */
    static final int STOPPED = 256;

    /** Whether its peer is not read for a moment since it sends so much. */
    static final int SLOWED = 512;

    /** Whether its next line waits since it has said so much. */
    static final int PACED = 1_024;

    /** Whether the peer has begun a request and has yet to send the rest. */
    static final int EXPECTED = 2_048;

    // The links and ticks are the sweeper's.
    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    int lastActiveTick;
    int dueTick;
    int endTick;

    private short flags;
    private @Nullable DisconnectReason reason;

    /** Whether it only waits for its last bytes to be taken. */
    protected final boolean isEnding() {
        return is(ENDING);
    }

    /** Whether it was told that its time is over, and only may read that. */
    final boolean isGivenUp() {
        return is(ENDING) && (reason == DisconnectReason.ADMISSION_TIMEOUT || reason == DisconnectReason.PING_TIMEOUT);
    }

    /** The first reason stays. */
    final void noteReason(DisconnectReason why) {
        if (reason == null) {
            reason = why;
        }
    }

    /** Netty closes by itself only what the network has ended. */
    final DisconnectReason reason() {
        return reason == null ? DisconnectReason.RESET : reason;
    }

    /** Whether any of these bits is set. */
    final boolean is(int bits) {
        return (flags & bits) != 0;
    }

    final void set(int bit) {
        flags = (short) (flags | bit);
    }

    final void clear(int bit) {
        flags = (short) (flags & ~bit);
    }
}
