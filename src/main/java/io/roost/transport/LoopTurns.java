package io.roost.transport;

import io.netty.channel.SelectStrategy;
import io.netty.channel.SelectStrategyFactory;
import io.netty.util.IntSupplier;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.util.Iterator;

/** Counts the turns of a loop, then decides as Netty's default does: wait only when nothing is to be done. */
final class LoopTurns implements SelectStrategy {
    private final LoopCounters counters;

    private LoopTurns(LoopCounters counters) {
        this.counters = counters;
    }

    /** One strategy per loop, handed out in the order in which a group makes its loops. */
    static SelectStrategyFactory countedBy(Iterable<LoopCounters> countersPerLoop) {
        Iterator<LoopCounters> next = countersPerLoop.iterator();
        return () -> new LoopTurns(next.next());
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        counters.increment(LoopCounter.TURNS);
        return hasTasks ? selectNow.get() : SelectStrategy.SELECT;
    }
}
