package io.roost.fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/** A piece of a stream on its way through a chain, or the stream's end. Event loop only. <b>Ownership:</b> of its bytes. */
final class Chunk {
    private final @Nullable Runnable end;
    private final boolean isCut;
    private @Nullable ChannelPromise promise;
    private ByteBuf data;
    private boolean isApart;
    private long enteredNanos;

    private Chunk(ByteBuf data, @Nullable ChannelPromise promise, @Nullable Runnable end, boolean isCut) {
        this.data = data;
        this.promise = promise;
        this.end = end;
        this.isCut = isCut;
    }

    /** Takes {@code data} over; {@code promise} is kept when it is sent. */
    static Chunk of(ByteBuf data, @Nullable ChannelPromise promise) {
        return new Chunk(data, promise, null, false);
    }

    /** The end that the sender of the stream came to, and what that does to its receiver. */
    static Chunk end(Runnable end) {
        return new Chunk(Unpooled.EMPTY_BUFFER, null, end, false);
    }

    /** An end that a toxic makes. */
    static Chunk cut() {
        return new Chunk(Unpooled.EMPTY_BUFFER, null, () -> {}, true);
    }

    boolean isEnd() {
        return end != null;
    }

    boolean isCut() {
        return isCut;
    }

    /** Of an end: has it happen. */
    void happen() {
        if (end != null) {
            end.run();
        }
    }

    int bytes() {
        return data.readableBytes();
    }

    /** Whether what comes behind it must not be sent with it. */
    boolean isApart() {
        return isApart;
    }

    void setApart() {
        isApart = true;
    }

    /** When it came to the stage that it is at. */
    long enteredNanos() {
        return enteredNanos;
    }

    void enter(long nowNanos) {
        enteredNanos = nowNanos;
    }

    /** Cuts a piece off its front. */
    Chunk split(int bytes) {
        Chunk piece = new Chunk(data.readRetainedSlice(bytes), null, null, false);
        piece.isApart = isApart;
        return piece;
    }

    /** It is going to wait: what waits is counted by its bytes, so a few bytes must not hold a large buffer. */
    void fit(ByteBufAllocator buffers) {
        if (data.capacity() > 2 * data.readableBytes() && data.isReadable()) {
            ByteBuf copy = buffers.directBuffer(data.readableBytes()).writeBytes(data);
            data.release();
            data = copy;
        }
    }

    /** Its bytes, which the caller takes over. */
    ByteBuf takeData() {
        return data;
    }

    @Nullable
    ChannelPromise promise() {
        return promise;
    }

    /** As a network loses it: whoever sent it is none the wiser. */
    void lose() {
        data.release();
        if (promise != null && !promise.isVoid()) {
            var unused = promise.trySuccess();
        }
    }
}
