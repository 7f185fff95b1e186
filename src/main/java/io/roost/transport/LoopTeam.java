package io.roost.transport;

import io.netty.channel.EventLoop;
import io.roost.metrics.LoopCounters;
import java.util.List;

/**
 * Loops that share one kind of work. A new connection goes to the one with the fewest, so that they stay
 * even when connections live long and leave unevenly, where dealing in turn drifts.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class LoopTeam {
    private final List<CountedLoop> loops;

    LoopTeam(List<CountedLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /** In the order of their numbers; unmodifiable. */
    public List<CountedLoop> loops() {
        return loops;
    }

    /** Connections dealt and not yet closed. */
    public int connections() {
        int sum = 0;
        for (CountedLoop loop : loops) {
            sum += loop.connections();
        }
        return sum;
    }

    /** What one of the loops counts. */
    LoopCounters countersOf(EventLoop loop) {
        for (CountedLoop one : loops) {
            if (one.loop() == loop) {
                return one.counters();
            }
        }
        throw new IllegalArgumentException("no loop of this team: " + loop);
    }

    /** The number of the loop with the fewest connections, which is already charged with one more. */
    int deal() {
        int fewest = 0;
        for (int i = 1; i < loops.size(); i++) {
            if (loops.get(i).connections() < loops.get(fewest).connections()) {
                fewest = i;
            }
        }
        loops.get(fewest).deal();
        return fewest;
    }
}
