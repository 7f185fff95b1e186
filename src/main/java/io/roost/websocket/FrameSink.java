package io.roost.websocket;

import io.netty.buffer.ByteBuf;

/** Who is handed what comes in frames. Where it answers, false throws the rest away. */
interface FrameSink {
    /** Bits of {@link #data}: it begins a message, it ends one, the message is text. */
    int FIRST = 1;

    int LAST = 2;
    int TEXT = 4;

    /** A message, or a part of one, unmasked; text so far is UTF-8. */
    boolean data(ByteBuf bytes, int from, int to, int bits);

    /** What came behind a message that was to be the last for now. */
    void rest(ByteBuf bytes, int from, int to);

    /** The peer asks for a pong with these bytes. */
    boolean ping(ByteBuf bytes, int from, int to);

    /** The peer closes, for the reason that these bytes hold, or none. */
    void close(ByteBuf bytes, int from, int to);

    /** The peer has broken the protocol, or a limit; no more is read of it. */
    void fault(CloseCode code, String what);
}
