package io.roost.testkit;

import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.connection.Lane;
import io.roost.metrics.LoopCounters;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A lane whose wheel is turned by hand, a second at a time. */
public final class ClockedLane {
    private final AtomicLong nowNanos = new AtomicLong(1);
    private final AtomicReference<Runnable> sweep = new AtomicReference<>();
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final LoopCounters counters = new LoopCounters("test");
    private final Lane lane = new Lane(loop.eventLoop(), counters, Duration.ofSeconds(1), nowNanos::get, false);

    public ClockedLane() {
        lane.start((ScheduledExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (self, method, arguments) -> {
                    sweep.set((Runnable) arguments[0]);
                    return null;
                }));
    }

    public Lane lane() {
        return lane;
    }

    public LoopCounters counters() {
        return counters;
    }

    /** All that falls due meanwhile is done. */
    public void advance(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nowNanos.addAndGet(1_000_000_000L);
            sweep.get().run();
            loop.runPendingTasks();
        }
    }
}
