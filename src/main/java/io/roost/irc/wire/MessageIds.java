package io.roost.irc.wire;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of messages, unique over restarts: a random beginning per process, then a count. Any thread. */
public final class MessageIds {
    private static final int RADIX = 36;
    private static final String BEGINNING = Long.toString(new SecureRandom().nextLong() >>> 16, RADIX);
    private static final AtomicLong LAST = new AtomicLong();

    private MessageIds() {}

    /** One that no message had. */
    public static String next() {
        return BEGINNING + '-' + Long.toString(LAST.incrementAndGet(), RADIX);
    }
}
