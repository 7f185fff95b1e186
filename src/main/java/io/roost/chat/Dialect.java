package io.roost.chat;

import io.netty.buffer.ByteBuf;
import io.roost.irc.wire.Line;

/**
 * How lines are written for receivers of one kind. Those that get the same bytes MUST share one object: a line
 * is written once for each dialect that a channel has on a lane, however many members speak it. Any thread.
 */
public interface Dialect {
    /** Appends whole lines, or nothing if this dialect has no word for it. */
    void write(Line line, ByteBuf out);
}
