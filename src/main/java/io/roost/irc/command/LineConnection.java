package io.roost.irc.command;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.roost.connection.DisconnectReason;
import io.roost.connection.FirstBytes;
import io.roost.connection.GatheringConnection;
import io.roost.connection.Terms;
import io.roost.irc.wire.Incomplete;
import io.roost.irc.wire.LineSink;
import io.roost.irc.wire.LineSplitter;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is read line by line, and may stop for a while to do so: what was read already is held then,
 * and what comes later is left in the kernel.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> releases what it reads; holds the bytes of a line
 * only while it is incomplete.
 */
abstract class LineConnection extends GatheringConnection implements LineSink {
    private @Nullable Incomplete incomplete;
    private @Nullable ByteBuf held;

    LineConnection(Terms terms) {
        super(terms);
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
        if (isSuspended()) {
            rest(data, data.readerIndex(), data.writerIndex());
        } else {
            Incomplete before = incomplete;
            incomplete = null;
            incomplete = split(before, data);
        }
    }

    /** Hands over the lines of {@code data}, which it may change meanwhile; {@code before} is what it returned last. */
    protected @Nullable Incomplete split(@Nullable Incomplete before, ByteBuf data) {
        if (before == null && !isRegistered()) {
            String refusal = WrongPort.refusal(FirstBytes.of(data));
            if (refusal != null) {
                ByteBufUtil.writeAscii(gather(), refusal);
                disconnectWhenSent(DisconnectReason.PROTOCOL);
                return null;
            }
        }
        return LineSplitter.split((LineSplitter) before, data, context().alloc(), this);
    }

    /** Whether the peer has said who it is, as this service asks for. */
    abstract boolean isRegistered();

    @Override
    protected final boolean lingers() {
        return true;
    }

    /** Whether the next line may come. */
    final boolean goesOn() {
        return !isEnding() && held == null;
    }

    final boolean isSuspended() {
        return held != null;
    }

    /** No line more, until {@link #resumeAfter}. */
    final void suspend() {
        held = context().alloc().directBuffer();
        pauseReading();
    }

    /** Does something first, then goes on with the lines that came behind the one that suspended it. */
    final void resumeAfter(Runnable first) {
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
    public final void rest(ByteBuf bytes, int from, int to) {
        if (held != null) {
            held.writeBytes(bytes, from, to - from);
        }
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
        if (incomplete != null) {
            incomplete.release();
            incomplete = null;
        }
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
