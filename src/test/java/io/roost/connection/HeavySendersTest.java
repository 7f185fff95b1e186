package io.roost.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeavySendersTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Lane lane =
            new Lane(channel.eventLoop(), new LoopCounters("test"), Duration.ofSeconds(1), System::nanoTime, false);
    private final Reader reader = new Reader(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.pipeline().addLast(reader);
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void sender_whenNothingIsTooMuch_thenItIsReadOn() {
        send(1 << 20);

        assertThat(isRead()).isTrue();
    }

    @Test
    void sender_whenItBringsAsMuchAsThat_thenItWaitsAMoment() {
        slowFrom(1_000);
        send(999);
        assertThat(isRead()).isTrue();

        send(1_000);
        assertThat(isRead()).isFalse();
        assertThat(lane.counters().get(LoopCounter.SLOWED)).isEqualTo(1);

        pass(99);
        assertThat(isRead()).isFalse();
        pass(1);
        assertThat(isRead()).isTrue();
    }

    @Test
    void sender_whenItsServiceHasPausedMeanwhile_thenItIsReadWhenBothAreOver() {
        slowFrom(1_000);
        send(1_000);
        reader.pauseReading();
        pass(100);
        assertThat(isRead()).isFalse();
        reader.resumeReading();
        assertThat(isRead()).isTrue();

        send(1_000);
        reader.pauseReading();
        reader.resumeReading();
        assertThat(isRead()).isFalse();
        pass(100);
        assertThat(isRead()).isTrue();
    }

    @Test
    void sender_whenAllIsCalmAgain_thenItIsSlowedNoMore() {
        slowFrom(1_000);
        send(1_000);
        lane.heavySenders().slowNobody();
        pass(100);
        send(1 << 20);

        assertThat(isRead()).isTrue();
    }

    @Test
    void sender_whenItGoesMeanwhile_thenNothingIsLeft() {
        slowFrom(1_000);
        send(1_000);
        channel.close().syncUninterruptibly();
        pass(100);

        assertThat(channel.isOpen()).isFalse();
    }

    private void slowFrom(int bytes) {
        lane.heavySenders().slowFrom(bytes);
        channel.runPendingTasks();
    }

    private void send(int bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    private void pass(long ms) {
        channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private boolean isRead() {
        return channel.config().isAutoRead();
    }

    private static final class Reader extends Connection {
        Reader(Terms terms) {
            super(terms);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf data = (ByteBuf) message;
            received(data.readableBytes());
            data.release();
        }
    }
}
