package io.roost.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.roost.limits.CommandRate;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is read line by line, or message by message, and may stop for a while to do so: since it has said more than its
 * {@link Pace} allows, or since an answer takes its time. What comes meanwhile is held. Of one that only answers late, what comes
 * is left in the kernel; one that speaks too fast is read on, and ended when too much of it is held.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> releases what it reads; holds bytes only while it stops.
 */
public abstract class PacedConnection extends GatheringConnection {
    private @Nullable ByteBuf held;

    /** Told by {@link CommandRate}. */
    private long bucket = CommandRate.BOTTOMLESS;

    protected PacedConnection(Terms terms) {
        super(terms);
    }

    /** How fast it may speak. */
    protected abstract Pace pace();

    /** Takes what came, which it may change meanwhile, until {@link #goesOn} says no; then the rest is for {@link #rest}. */
    protected abstract void hear(ByteBuf data);

    /** It has said far more than it may: to be told so, and ended. */
    protected abstract void flooded();

    /** From now on its pace is that of a client from there. */
    protected final void beginPace(SocketAddress peer) {
        bucket = pace().bucketOf(peer);
    }

    /** To be called after each line, with what it cost; the next may have to wait then. */
    protected final void pay(int tokens) {
        if (bucket == CommandRate.BOTTOMLESS) {
            return;
        }
        CommandRate rate = pace().rate();
        bucket = rate.take(bucket, tokens);
        if (held == null && !isEnding() && rate.isEmpty(bucket)) {
            held = context().alloc().directBuffer();
            set(PACED);
            pace().await(this);
        }
    }

    final long bucket() {
        return bucket;
    }

    /** What waits may be heard, as far as the tokens go. */
    final void tokenCame() {
        clear(PACED);
        resumeAfter(() -> {});
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        received(data.readableBytes());
        try {
            read(data);
        } finally {
            data.release();
        }
        pauseIfBehind();
    }

    private void read(ByteBuf data) {
        if (isEnding()) {
            return;
        }
        if (held == null) {
            hear(data);
            return;
        }
        rest(data, data.readerIndex(), data.writerIndex());
        if (is(PACED) && pace().isTooMuch(held.readableBytes())) {
            flooded();
        }
    }

    /** What came behind that which was to be the last for now. */
    public final void rest(ByteBuf bytes, int from, int to) {
        if (held != null) {
            held.writeBytes(bytes, from, to - from);
        }
    }

    /** Whether the next line may come. */
    protected final boolean goesOn() {
        return !isEnding() && held == null;
    }

    /** Whether it has stopped. */
    protected final boolean isSuspended() {
        return held != null;
    }

    /** No line more, until {@link #resumeAfter}. */
    public final void suspend() {
        held = context().alloc().directBuffer();
        pauseReading();
    }

    /** Does something first, then goes on with the lines that came behind the one that suspended it. */
    protected final void resumeAfter(Runnable first) {
        ByteBuf lines = held;
        if (lines == null) {
            return; // ended meanwhile
        }
        held = null;
        try {
            first.run();
            read(lines);
        } finally {
            lines.release();
        }
        if (!isSuspended() && !isBehind()) {
            spaceCame();
            resumeReading();
        }
    }

    @Override
    protected final boolean lingers() {
        return true;
    }

    @Override
    protected void spaceCame() {
        if (!isSuspended()) {
            super.spaceCame();
        }
    }

    @Override
    protected void ended() {
        super.ended();
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
