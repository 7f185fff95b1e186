package io.roost.load.chat;

/** How far users have come; a byte in a column. */
final class Stage {
    static final byte NONE = 0;

    /** Connected; the server has not welcomed it yet. */
    static final byte GREETING = 1;

    static final byte REGISTERED = 2;

    /** JOIN is said, the names have not ended yet. */
    static final byte JOINING = 3;

    static final byte JOINED = 4;
    static final byte QUITTING = 5;

    private Stage() {}
}
