package io.roost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EdgeReadsTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ExtendedHandle handle = (ExtendedHandle) new EdgeReads(65_536).newHandle();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void continueReading_whenReadLeavesRoom_thenTheSocketIsDrained() {
        handle.reset(channel.config());
        read(100);
        assertThat(handle.continueReading()).isFalse();
        handle.readComplete();
        assertThat(handle.lastBytesRead())
                .as("what Netty takes for: nothing more to read")
                .isZero();
    }

    @Test
    void continueReading_whenReadFillsTheBuffer_thenThereMayBeMore() {
        handle.reset(channel.config());
        read(handle.guess());
        assertThat(handle.continueReading()).isTrue();
    }

    @Test
    void continueReading_whenReadingIsPaused_thenItStopsAndTheRestIsNotForgotten() {
        handle.reset(channel.config());
        int bytes = handle.guess();
        read(bytes);
        channel.config().setAutoRead(false);
        assertThat(handle.continueReading()).isFalse();
        handle.readComplete();
        assertThat(handle.lastBytesRead()).isEqualTo(bytes);
    }

    @Test
    void continueReading_whenOnePeerSendsWithoutEnd_thenOthersGetTheirTurn() {
        handle.reset(channel.config());
        int reads = 0;
        do {
            read(handle.guess());
            reads++;
        } while (handle.continueReading() && reads < 1_000);
        assertThat(reads).isEqualTo(16);
        handle.readComplete();
        assertThat(handle.lastBytesRead()).isPositive();
    }

    @Test
    void readComplete_whenPeerHasEnded_thenTheEndIsKept() {
        handle.reset(channel.config());
        handle.attemptedBytesRead(handle.guess());
        handle.lastBytesRead(-1);
        handle.readComplete();
        assertThat(handle.lastBytesRead()).isEqualTo(-1);
    }

    @Test
    void guess_whenReadsFillTheBuffer_thenItGrowsToTheMostAndShrinksWithSmallReads() {
        assertThat(handle.guess()).isEqualTo(2_048);
        for (int i = 0; i < 5; i++) {
            turn(handle.guess());
        }
        assertThat(handle.guess()).isEqualTo(65_536);
        for (int i = 0; i < 1_000; i++) {
            turn(64);
        }
        assertThat(handle.guess()).isEqualTo(2_048);
    }

    @Test
    void newHandle_whenTheMostIsSmall_thenNoBufferIsLarger() {
        ExtendedHandle small = (ExtendedHandle) new EdgeReads(512).newHandle();
        ByteBuf buffer = small.allocate(UnpooledByteBufAllocator.DEFAULT);
        assertThat(buffer.writableBytes()).isEqualTo(512);
        buffer.release();
    }

    private void turn(int bytes) {
        handle.reset(channel.config());
        read(bytes);
        handle.readComplete();
    }

    private void read(int bytes) {
        handle.attemptedBytesRead(handle.guess());
        handle.lastBytesRead(bytes);
        handle.incMessagesRead(1);
    }
}
