package io.roost.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.metrics.LoopSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverloadWatchTest {
    private static final long TICK_MS = 500;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopCounters counters = new LoopCounters("worker-0");
    private final List<Level> held = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final OverloadWatch watch = watchOf(channel.eventLoop(), Thread.currentThread());

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void loop_whenItAnswersLate_thenSoMuchIsItsLag() {
        watch.tick();
        nanos.addAndGet(Duration.ofMillis(30).toNanos());
        channel.runPendingTasks();

        assertThat(watch.lagNanos(0)).isEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(held).containsExactly(Level.CALM);
    }

    @Test
    void loop_whenItHasNotAnsweredYet_thenItLagsAtLeastSoLong() {
        tick();
        tick();
        tick();

        assertThat(watch.lagNanos()).isEqualTo(2 * TICK_MS * 1_000_000);
        assertThat(held).containsExactly(Level.CALM, Level.CALM, Level.REFUSING);
    }

    @Test
    void loop_whenItSleeps_thenItIsLeftAsleep() {
        tick();
        channel.runPendingTasks();
        for (int i = 0; i < 19; i++) {
            counters.increment(i == 0 ? LoopCounter.TURNS : LoopCounter.BYTES_IN); // back to sleep, that is all
            tick();
            assertThat(channel.hasPendingTasks()).as("at tick %d", i).isFalse();
        }
        tick();
        assertThat(channel.hasPendingTasks()).as("after ten seconds").isTrue();
    }

    @Test
    void loop_whenItIsWokenNowAndThen_thenItIsLeftAloneToo() {
        tick();
        channel.runPendingTasks();
        for (int i = 0; i < 19; i++) {
            counters.add(LoopCounter.TURNS, 3);
            tick();
            assertThat(channel.hasPendingTasks()).as("at tick %d", i).isFalse();
        }
    }

    @Test
    void loop_whenItWorks_thenItIsAskedAtEachTick() {
        for (int i = 0; i < 5; i++) {
            tick();
            assertThat(channel.hasPendingTasks()).isTrue();
            channel.runPendingTasks();
            counters.add(LoopCounter.TURNS, 100);
        }
    }

    @Test
    void loop_whenItHangsForTheWatchdogsTime_thenTheServerIsBroken() {
        for (int i = 0; i < 61; i++) {
            tick();
        }
        assertThat(broken).isEmpty();
        tick();
        assertThat(broken).containsExactly("the loop worker-0 has hung for 30 s");
    }

    @Test
    void loop_whenTheProcessWasStoppedForAnHour_thenNobodyIsBlamed() {
        tick();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        tick();
        channel.runPendingTasks();
        tick();

        assertThat(broken).isEmpty();
    }

    @Test
    void loop_whenItHasEnded_thenTheServerIsBrokenUnlessThatIsMeant() throws Exception {
        DefaultEventLoop ended = new DefaultEventLoop();
        ended.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        OverloadWatch other = watchOf(ended, Thread.currentThread());
        other.tick();
        assertThat(broken).containsExactly("the loop worker-0 has ended");

        other.stop();
        other.tick();
        assertThat(broken).hasSize(1);
    }

    @Test
    void thread_whenItIsGone_thenTheServerIsBroken() throws Exception {
        Thread gone = new Thread(() -> {});
        gone.start();
        gone.join();
        watchOf(channel.eventLoop(), gone).tick();

        assertThat(broken).containsExactly("the loop worker-0 has ended");
    }

    private void tick() {
        watch.tick();
        nanos.addAndGet(TICK_MS * 1_000_000);
    }

    private OverloadWatch watchOf(EventLoop loop, Thread thread) {
        LoopSource source = new LoopSource() {
            @Override
            public LoopCounters counters() {
                return counters;
            }

            @Override
            public int connections() {
                return 0;
            }

            @Override
            public int registrations() {
                return 0;
            }

            @Override
            public Thread thread() {
                return thread;
            }
        };
        OverloadWatch.Defence defence = new OverloadWatch.Defence() {
            @Override
            public void hold(Level level) {
                held.add(level);
            }

            @Override
            public void broken(String sentence, Thread lost) {
                broken.add(sentence);
            }
        };
        return new OverloadWatch(
                List.of(new WatchedLoop(loop, source, () -> 0, nanos::get)),
                new Bounds(Duration.ofMillis(400), 0, 0),
                30_000,
                defence,
                nanos::get);
    }
}
