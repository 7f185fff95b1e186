package io.roost.dashboard;

import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.metrics.LoopSource;

/** A loop that counts what the test says. */
final class FakeLoop implements LoopSource {
    private final LoopCounters counters;
    int connections;

    FakeLoop(String name) {
        counters = new LoopCounters(name);
    }

    FakeLoop count(LoopCounter counter, long amount) {
        counters.add(counter, amount);
        return this;
    }

    @Override
    public LoopCounters counters() {
        return counters;
    }

    @Override
    public int connections() {
        return connections;
    }

    @Override
    public int registrations() {
        return connections + 1;
    }

    @Override
    public Thread thread() {
        return Thread.currentThread();
    }
}
