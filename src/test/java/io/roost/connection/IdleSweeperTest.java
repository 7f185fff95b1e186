package io.roost.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleSweeperTest {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final AtomicLong nowNanos = new AtomicLong();
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final LoopCounters counters = new LoopCounters("test");
    private final Lane lane = new Lane(loop, counters, TICK, nowNanos::get, false);
    private final IdleSweeper sweeper = lane.connections();

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
    }

    @Test
    void sweep_whenTimeoutIsNotOver_thenNothingIsClosed() {
        EmbeddedChannel channel = open(lane.terms(Duration.ofSeconds(60), Duration.ZERO));
        advance(60);
        assertThat(channel.isOpen()).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void sweep_whenTimeoutIsOver_thenItIsClosedWithinATwentieth() {
        EmbeddedChannel channel = open(lane.terms(Duration.ofSeconds(60), Duration.ZERO));
        advance(60 + 1 + 3 + 1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_IDLE)).isEqualTo(1);
        assertThat(sweeper.size()).isZero();
    }

    @Test
    void sweep_whenActiveInBetween_thenTheTimeCountsFromThere() {
        EmbeddedChannel channel = open(lane.terms(Duration.ofSeconds(60), Duration.ZERO));
        advance(50);
        channel.writeInbound(io.netty.buffer.Unpooled.copiedBuffer(new byte[] {1}));
        advance(60);
        assertThat(channel.isOpen()).isTrue();
        advance(5);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sweep_whenTimeIsLongerThanTheWheel_thenItIsStillKept() {
        EmbeddedChannel channel = open(lane.terms(Duration.ofSeconds(2_000), Duration.ZERO));
        advance(2_000);
        assertThat(channel.isOpen()).isTrue();
        advance(103);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sweep_whenTheLoopWasHeldUp_thenNothingIsForgotten() {
        EmbeddedChannel channel = open(lane.terms(Duration.ofSeconds(60), Duration.ZERO));
        nowNanos.addAndGet(Duration.ofHours(5).toNanos());
        sweepToEnd();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sweep_whenLifetimeIsOver_thenActivityDoesNotHelp() {
        EmbeddedChannel channel = open(lane.terms(Duration.ofSeconds(60), Duration.ofSeconds(100)));
        for (int second = 0; second < 100; second++) {
            channel.writeInbound(io.netty.buffer.Unpooled.copiedBuffer(new byte[] {1}));
            advance(1);
            assertThat(channel.isOpen()).isTrue();
        }
        for (int second = 0; second < 7 && channel.isOpen(); second++) {
            channel.writeInbound(io.netty.buffer.Unpooled.copiedBuffer(new byte[] {1}));
            advance(1);
        }
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_LIFETIME)).isEqualTo(1);
    }

    @Test
    void sweep_whenMoreAreDueThanOneSweepTakes_thenItSaysSoAndGoesOn() {
        Terms terms = lane.terms(Duration.ofSeconds(1), Duration.ZERO);
        List<EmbeddedChannel> channels = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            channels.add(open(terms));
        }
        nowNanos.addAndGet(TICK.toNanos() * 10);
        assertThat(sweeper.sweep()).isFalse();
        var unused = channels.get(5).close(); // a neighbour leaves while the sweep is suspended
        sweepToEnd();
        assertThat(sweeper.size()).isZero();
    }

    @Test
    void sweep_whenManyComeAtOnce_thenTheirTimesAreSpread() {
        Terms terms = lane.terms(Duration.ofSeconds(400), Duration.ZERO);
        for (int i = 0; i < 2_000; i++) {
            open(terms);
        }
        advance(400);
        int most = 0;
        while (sweeper.size() > 0) {
            int before = sweeper.size();
            advance(1);
            most = Math.max(most, before - sweeper.size());
        }
        // Over 21 ticks, so about 95 each.
        assertThat(most).isBetween(50, 200);
    }

    @Test
    void forEach_whenConnectionsComeAndGo_thenItVisitsThoseThatAreOpen() {
        Random random = new Random(7);
        List<EmbeddedChannel> open = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            if (open.isEmpty() || random.nextInt(3) > 0) {
                open.add(open(lane.terms(Duration.ofSeconds(random.nextInt(700)), Duration.ZERO)));
            } else {
                var unused = open.remove(random.nextInt(open.size())).close();
            }
        }
        List<Connection> visited = new ArrayList<>();
        sweeper.forEach(visited::add);
        assertThat(visited).doesNotHaveDuplicates().hasSize(open.size());
        assertThat(sweeper.size()).isEqualTo(open.size());
    }

    private EmbeddedChannel open(Terms terms) {
        return new EmbeddedChannel(new Silent(terms));
    }

    private void advance(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nowNanos.addAndGet(TICK.toNanos());
            sweepToEnd();
        }
    }

    private void sweepToEnd() {
        for (int i = 0; i < 100 && !sweeper.sweep(); i++) {
            assertThat(i).isLessThan(99);
        }
    }

    /** Takes what comes and answers nothing. */
    private static final class Silent extends Connection {
        Silent(Terms terms) {
            super(terms);
        }

        @Override
        public void channelRead(io.netty.channel.ChannelHandlerContext context, Object message) {
            io.netty.buffer.ByteBuf data = (io.netty.buffer.ByteBuf) message;
            received(data.readableBytes());
            data.release();
        }
    }
}
