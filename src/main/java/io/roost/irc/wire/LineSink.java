package io.roost.irc.wire;

import io.netty.buffer.ByteBuf;

/** Who is handed the lines of a stream. */
public interface LineSink {
    /**
     * A line, without its end, never empty.
     *
     * @return whether to go on; false throws the rest away
     */
    boolean line(ByteBuf bytes, int from, int to);

    /** A line that was longer than any may be; its bytes are gone. */
    boolean tooLong();
}
