package io.roost.fault;

import io.netty.buffer.ByteBufAllocator;
import java.util.SplittableRandom;

/** The connection as the stages of its chains see it. Event loop only. */
interface Link {
    ByteBufAllocator buffers();

    SplittableRandom random();

    /** Ends the connection with a FIN; what is held is lost. */
    void cut();

    /** Ends it with a RST. */
    void reset();

    /** Shows it to its service. */
    void connect();
}
