package io.roost.irc.wire;

/** What a stream has brought that is no line yet. Owns its bytes. */
public interface Incomplete {
    /** Lets go of it. */
    void release();
}
