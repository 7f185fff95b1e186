package io.roost.chat;

import io.netty.buffer.ByteBuf;
import io.roost.irc.wire.Line;

/**
 * A peer as the chat sees it. An implementation MUST keep the order of what it is handed, and MUST NOT
 * drain its lane while it takes something.
 *
 * <p><b>Threading:</b> {@link #lane} and {@link #expel} on any thread; all else on the peer's lane.
 */
public interface Recipient {
    /** The lane that it lives on, always the same. */
    ChatLane lane();

    /** How the lines that it gets are written. */
    Dialect dialect();

    /**
     * Takes a part of a buffer that others share: whole lines in its dialect. The buffer stays the caller's.
     *
     * @param isLast whether nothing more is expected in this turn
     */
    void take(ByteBuf lines, int from, int to, boolean isLast);

    /** Takes one line. */
    void take(Line line);

    /** Takes the echo of what it did itself. */
    void takeEcho(Line line);

    /** Whether what it does now is to come back by {@link #takeEcho}, not among what all members get. */
    boolean wantsEcho();

    /** Has it leave soon, by the act of another, for a reason that it and others are told. Any thread. */
    void expel(String reason);
}
