package io.roost.irc.wire;

import io.netty.buffer.ByteBuf;

/** Who is handed the lines of a stream. */
public interface LineSink {
    /**
     * A line, without its end, never empty.
     *
     * @return whether to go on; if not, what is left is handed to {@link #rest}
     */
    boolean line(ByteBuf bytes, int from, int to);

    /** What came behind a line that was to be the last for now. */
    void rest(ByteBuf bytes, int from, int to);

    /** A line that was longer than any may be; its bytes are gone. */
    boolean tooLong();
}
