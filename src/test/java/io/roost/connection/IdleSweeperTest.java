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
        EmbeddedChannel channel = open(lane.terms(Times.of(Duration.ofSeconds(60), Duration.ZERO)));
        advance(60);
        assertThat(channel.isOpen()).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void sweep_whenTimeoutIsOver_thenItIsClosedWithinATwentieth() {
        EmbeddedChannel channel = open(lane.terms(Times.of(Duration.ofSeconds(60), Duration.ZERO)));
        advance(60 + 1 + 3 + 1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_IDLE)).isEqualTo(1);
        assertThat(sweeper.size()).isZero();
    }

    @Test
    void sweep_whenActiveInBetween_thenTheTimeCountsFromThere() {
        EmbeddedChannel channel = open(lane.terms(Times.of(Duration.ofSeconds(60), Duration.ZERO)));
        advance(50);
        channel.writeInbound(io.netty.buffer.Unpooled.copiedBuffer(new byte[] {1}));
        advance(60);
        assertThat(channel.isOpen()).isTrue();
        advance(5);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sweep_whenTimeIsLongerThanTheWheel_thenItIsStillKept() {
        EmbeddedChannel channel = open(lane.terms(Times.of(Duration.ofSeconds(2_000), Duration.ZERO)));
        advance(2_000);
        assertThat(channel.isOpen()).isTrue();
        advance(103);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sweep_whenTheLoopWasHeldUp_thenNothingIsForgotten() {
        EmbeddedChannel channel = open(lane.terms(Times.of(Duration.ofSeconds(60), Duration.ZERO)));
        nowNanos.addAndGet(Duration.ofHours(5).toNanos());
        sweepToEnd();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sweep_whenLifetimeIsOver_thenActivityDoesNotHelp() {
        EmbeddedChannel channel = open(lane.terms(Times.of(Duration.ofSeconds(60), Duration.ofSeconds(100))));
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
    void sweep_whenNotAdmittedInTime_thenItIsClosedHoweverBusy() {
        EmbeddedChannel channel = open(lane.terms(admissionAndPing(20, 0)));
        for (int second = 0; second < 20; second++) {
            say(channel);
            advance(1);
            assertThat(channel.isOpen()).isTrue();
        }
        advance(3);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_ADMISSION)).isEqualTo(1);
    }

    @Test
    void sweep_whenAdmitted_thenOnlyTheLifetimeCountsFromThere() {
        EmbeddedChannel channel = open(
                lane.terms(new Times(Duration.ZERO, Duration.ofSeconds(100), Duration.ofSeconds(20), Duration.ZERO)));
        advance(15);
        channel.pipeline().get(Silent.class).admit();
        advance(100);
        assertThat(channel.isOpen()).isTrue();
        advance(8);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_LIFETIME)).isEqualTo(1);
        assertThat(sweeper.size()).isZero();
    }

    @Test
    void sweep_whenSilent_thenAskedOnceAndGoneAfterTwice() {
        EmbeddedChannel channel = open(lane.terms(admissionAndPing(0, 60)));
        Silent peer = channel.pipeline().get(Silent.class);
        advance(60);
        assertThat(peer.asked).isZero();
        advance(1 + 15);
        assertThat(peer.asked).isEqualTo(1);
        assertThat(channel.isOpen()).isTrue();
        advance(46);
        assertThat(peer.asked).isEqualTo(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_PING)).isEqualTo(1);
    }

    @Test
    void sweep_whenItAnswers_thenItIsAskedAgainAndStays() {
        EmbeddedChannel channel = open(lane.terms(admissionAndPing(0, 60)));
        Silent peer = channel.pipeline().get(Silent.class);
        int answered = 0;
        for (int second = 0; second < 1_000; second++) {
            advance(1);
            if (peer.asked > answered) {
                answered++;
                say(channel);
            }
        }
        assertThat(channel.isOpen()).isTrue();
        assertThat(answered).isBetween(1_000 / 77 - 1, 1_000 / 60);
    }

    @Test
    void sweep_whenManyComeAtOnce_thenTheirPingsAreSpread() {
        List<Silent> peers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            peers.add(open(lane.terms(admissionAndPing(0, 400))).pipeline().get(Silent.class));
        }
        advance(400);
        int most = 0;
        int before = 0;
        for (int second = 0; second < 102; second++) {
            advance(1);
            int asked = peers.stream().mapToInt(peer -> peer.asked).sum();
            most = Math.max(most, asked - before);
            before = asked;
        }
        // Over 101 ticks, so about 20 each.
        assertThat(before).isEqualTo(2_000);
        assertThat(most).isLessThan(60);
    }

    @Test
    void sweep_whenMoreAreDueThanOneSweepTakes_thenItSaysSoAndGoesOn() {
        Terms terms = lane.terms(Times.of(Duration.ofSeconds(1), Duration.ZERO));
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
        Terms terms = lane.terms(Times.of(Duration.ofSeconds(400), Duration.ZERO));
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
                open.add(open(lane.terms(Times.of(Duration.ofSeconds(random.nextInt(700)), Duration.ZERO))));
            } else {
                var unused = open.remove(random.nextInt(open.size())).close();
            }
        }
        List<Connection> visited = new ArrayList<>();
        sweeper.forEach(visited::add);
        assertThat(visited).doesNotHaveDuplicates().hasSize(open.size());
        assertThat(sweeper.size()).isEqualTo(open.size());
    }

    private static Times admissionAndPing(int admissionSeconds, int pingSeconds) {
        return new Times(
                Duration.ZERO, Duration.ZERO, Duration.ofSeconds(admissionSeconds), Duration.ofSeconds(pingSeconds));
    }

    private static void say(EmbeddedChannel channel) {
        channel.writeInbound(io.netty.buffer.Unpooled.copiedBuffer(new byte[] {1}));
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
        int asked;

        Silent(Terms terms) {
            super(terms);
        }

        @Override
        protected void askAlive() {
            asked++;
        }

        @Override
        public void channelRead(io.netty.channel.ChannelHandlerContext context, Object message) {
            io.netty.buffer.ByteBuf data = (io.netty.buffer.ByteBuf) message;
            received(data.readableBytes());
            data.release();
        }
    }
}
