package io.roost.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.connection.Lane;
import io.roost.connection.Times;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EchoHandlerTest {
    private final LoopCounters counters = new LoopCounters("test");
    private final Lane lane =
            new Lane(new EmbeddedChannel().eventLoop(), counters, Duration.ofSeconds(1), System::nanoTime, false);
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new EchoHandler(lane.terms(Times.of(Duration.ZERO, Duration.ZERO))));

    @Test
    void channelRead_whenBytesCome_thenTheSameBufferGoesBackUncopied() {
        ByteBuf sent = Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII);

        channel.writeInbound(sent);

        ByteBuf back = channel.readOutbound();
        assertThat(back).isSameAs(sent);
        back.release();
        assertThat(counters.get(LoopCounter.BYTES_IN)).isEqualTo(5);
        assertThat(counters.get(LoopCounter.BYTES_OUT)).isEqualTo(5);
        assertThat(counters.get(LoopCounter.CAUSE_DATA)).isEqualTo(1);
        channel.finishAndReleaseAll();
    }

    @Test
    void channelRead_whenPipelined_thenOneFlushForTheBatch() {
        channel.pipeline().fireChannelRead(Unpooled.copiedBuffer("a", StandardCharsets.US_ASCII));
        channel.pipeline().fireChannelRead(Unpooled.copiedBuffer("b", StandardCharsets.US_ASCII));
        assertThat(channel.<Object>readOutbound()).as("before the batch ends").isNull();

        channel.pipeline().fireChannelReadComplete();

        for (String expected : new String[] {"a", "b"}) {
            ByteBuf back = channel.readOutbound();
            assertThat(back.toString(StandardCharsets.US_ASCII)).isEqualTo(expected);
            back.release();
        }
        assertThat(counters.get(LoopCounter.CAUSE_DATA)).isEqualTo(1);
        channel.finishAndReleaseAll();
    }

    @Test
    void inputShutdown_whenNothingWaits_thenItClosesAndSaysWhy() {
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_PEER)).isEqualTo(1);
        assertThat(lane.connections().size()).isZero();
    }

    @Test
    void exceptionCaught_whenTheNetworkOrWeFail_thenEachIsCountedAsWhatItWas() {
        channel.pipeline().fireExceptionCaught(new java.io.IOException("Connection reset by peer"));
        assertThat(counters.get(LoopCounter.CLOSED_RESET)).isEqualTo(1);

        EmbeddedChannel other =
                new EmbeddedChannel(new EchoHandler(lane.terms(Times.of(Duration.ZERO, Duration.ZERO))));
        other.pipeline().fireExceptionCaught(new IllegalStateException("planted by a test"));
        assertThat(counters.get(LoopCounter.CLOSED_ERROR)).isEqualTo(1);
    }

    @Test
    void channelRead_whenOneReadPassesTheHighWatermarkAndIsSentAtOnce_thenReadingGoesOn() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 20));

        channel.writeInbound(PooledByteBufAllocator.DEFAULT.directBuffer().writeZero(1_000));

        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }
}
