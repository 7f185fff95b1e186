package io.roost.overload;

/**
 * Which level the loads of one tick after another call for. A bound must be crossed twice in a row, so that one long
 * collection is no overload; a level is kept until all is well clear of the bounds for some ticks.
 *
 * <p><b>Threading:</b> one thread.
 */
final class Verdict {
    /** Ticks over the bounds before anything is done, and before more is. */
    static final int TO_REFUSE = 2;

    static final int TO_SLOW = 4;

    /** Ticks far from the bounds before less is done. */
    static final int TO_EASE = 6;

    private final Bounds bounds;
    private Level level = Level.CALM;
    private int crossed;
    private int clear;

    Verdict(Bounds bounds) {
        this.bounds = bounds;
    }

    /** The level from now on. */
    Level on(Load load) {
        crossed = bounds.areCrossedBy(load) ? crossed + 1 : 0;
        clear = bounds.areFarFrom(load) ? clear + 1 : 0;
        boolean isTime = level == Level.CALM ? crossed >= TO_REFUSE : level == Level.REFUSING && crossed >= TO_SLOW;
        if (isTime) {
            level = level.up();
            crossed = 0;
        } else if (level != Level.CALM && clear >= TO_EASE) {
            level = level.down();
            clear = 0;
        }
        return level;
    }
}
