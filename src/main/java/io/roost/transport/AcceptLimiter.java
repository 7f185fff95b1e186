package io.roost.transport;

/**
 * How many connections a team may have open at once. Kept below what the process may open, so that
 * descriptors are left for the listeners, the admin port and whatever the JVM opens.
 *
 * <p><b>Threading:</b> any boss loop; with several, they may overshoot by one connection each.
 */
final class AcceptLimiter {
    private final LoopTeam team;
    private final int limit;

    AcceptLimiter(LoopTeam team, int limit) {
        this.team = team;
        this.limit = limit;
    }

    boolean admits() {
        return team.connections() < limit;
    }
}
