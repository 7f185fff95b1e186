package io.roost.load.chat;

import java.util.Locale;

/**
 * What a run does at the moment.
 *
 * @param startNanos when it began
 * @param measureFromNanos messages due from then on are measured
 * @param endNanos messages due from then on are not published
 */
record ChatPhase(Kind kind, long startNanos, long measureFromNanos, long endNanos) {
    /** One that publishes nothing. */
    ChatPhase(Kind kind, long startNanos) {
        this(kind, startNanos, Long.MAX_VALUE, startNanos);
    }

    /** In the order in which they come; some may be left out. */
    enum Kind {
        /** Users dial and register. */
        RAMP,
        /** They join, a few at a time. */
        JOIN,
        WARMUP,
        CHAT,
        /** All at once join or quit. */
        STORM,
        IDLE,
        /** Nothing new is published, deliveries still come. */
        SETTLE,
        /** The server may let go of them. */
        DRAIN,
        CLOSE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
