package io.roost.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.connection.Connection;
import io.roost.connection.Lane;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.metrics.LoopCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final int CONNECTIONS = 100;
    private static final long OVER_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong nowNanos = new AtomicLong(7);
    private final EmbeddedChannel driver = new EmbeddedChannel();
    private final Lane lane =
            new Lane(driver.eventLoop(), new LoopCounters("test"), Duration.ofSeconds(1), nowNanos::get, false);
    private final Terms terms = lane.terms(Times.of(Duration.ZERO, Duration.ZERO));
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void end() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        driver.finishAndReleaseAll();
    }

    @Test
    void run_whenSpreadOverATime_thenAsManyAreClosedAsHavePassed() {
        Farewell farewell = begin(OVER_NANOS);
        assertThat(open()).isEqualTo(CONNECTIONS);

        nowNanos.addAndGet(OVER_NANOS / 4);
        farewell.run();
        assertThat(open()).isEqualTo(75);

        nowNanos.addAndGet(OVER_NANOS / 2);
        farewell.run();
        assertThat(open()).isEqualTo(25);

        nowNanos.addAndGet(OVER_NANOS / 4 - 1);
        farewell.run();
        assertThat(open()).isEqualTo(1);

        nowNanos.addAndGet(1);
        farewell.run();
        assertThat(open()).isZero();
    }

    @Test
    void run_whenNoTimeIsGiven_thenAllCloseAtOnce() {
        begin(0);

        assertThat(open()).isZero();
    }

    @Test
    void run_whenSpread_thenNotInTheOrderInWhichTheyCame() {
        Farewell farewell = begin(OVER_NANOS);
        nowNanos.addAndGet(OVER_NANOS / 2);
        farewell.run();

        List<Boolean> firstHalf = channels.subList(0, CONNECTIONS / 2).stream()
                .map(EmbeddedChannel::isOpen)
                .toList();
        assertThat(firstHalf).contains(true, false);
    }

    @Test
    void run_whenOneLeavesByItself_thenTheOthersKeepTheirPace() {
        Farewell farewell = begin(OVER_NANOS);
        channels.forEach(channel -> channel.close().syncUninterruptibly());
        nowNanos.addAndGet(OVER_NANOS);
        farewell.run();

        assertThat(open()).isZero();
    }

    @Test
    void run_whenOneHasBecomeAnotherMeanwhile_thenThatIsToldInTheEnd() {
        Farewell farewell = begin(OVER_NANOS);
        EmbeddedChannel upgraded = channels.get(0);
        upgraded.pipeline().replace(upgraded.pipeline().first(), "after", new Resting(terms));
        nowNanos.addAndGet(OVER_NANOS + TimeUnit.MILLISECONDS.toNanos(Farewell.PATIENCE_MS));
        farewell.run();

        assertThat(open()).isZero();
    }

    private Farewell begin(long overNanos) {
        for (int i = 0; i < CONNECTIONS; i++) {
            channels.add(new EmbeddedChannel(new Resting(terms)));
        }
        Farewell farewell = new Farewell(lane, overNanos, nowNanos::get);
        farewell.run();
        return farewell;
    }

    private long open() {
        return channels.stream().filter(EmbeddedChannel::isOpen).count();
    }

    private static final class Resting extends Connection {
        Resting(Terms terms) {
            super(terms);
        }
    }
}
