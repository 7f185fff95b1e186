package io.roost.transport;

import java.util.function.BooleanSupplier;

/**
 * How many connections a team may have open at once. Kept below what the process may open, so that
 * descriptors are left for the listeners, the admin port and whatever the JVM opens.
 *
 * <p><b>Threading:</b> any boss loop; with several, they may overshoot by one connection each.
 */
final class AcceptLimiter implements BooleanSupplier {
    private final LoopTeam team;
    private final int limit;

    AcceptLimiter(LoopTeam team, int limit) {
        this.team = team;
        this.limit = limit;
    }

    /** Whether one more may come. */
    @Override
    public boolean getAsBoolean() {
        return team.connections() < limit;
    }
}
