package io.roost.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecurringTest {
    @Test
    void task_whenItThrowsAnError_thenItIsRunAgain() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        AtomicInteger runs = new AtomicInteger();
        Recurring task = new Recurring("a test's task", () -> {
            runs.incrementAndGet();
            throw new OutOfMemoryError("of a test");
        });
        var unused = channel.eventLoop().scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS);
        for (int i = 0; i < 3; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(runs).hasValue(3);
        channel.finishAndReleaseAll();
    }
}
