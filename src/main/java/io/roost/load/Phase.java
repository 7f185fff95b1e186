package io.roost.load;

import java.util.Locale;

/**
 * What a run does at the moment.
 *
 * @param startNanos when it began
 * @param measureFromNanos messages due from then on are measured; told before it comes, so that no message falls between
 * @param endNanos messages due from then on are not sent
 */
record Phase(Kind kind, long startNanos, long measureFromNanos, long endNanos) {
    /** One that measures nothing and has no end of its own. */
    Phase(Kind kind, long startNanos) {
        this(kind, startNanos, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** In the order in which they come; some may be left out. */
    enum Kind {
        RAMP,
        WARMUP,
        HOLD,
        ECHO,
        /** Nothing new is sent, answers still come. */
        SETTLE,
        /** Every connection echoes once. */
        CHECK,
        /** The server is to close. */
        DRAIN,
        CLOSE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
