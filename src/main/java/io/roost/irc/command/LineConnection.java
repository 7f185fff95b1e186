package io.roost.irc.command;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.roost.connection.DisconnectReason;
import io.roost.connection.FirstBytes;
import io.roost.connection.PacedConnection;
import io.roost.connection.Terms;
import io.roost.irc.wire.Incomplete;
import io.roost.irc.wire.LineSink;
import io.roost.irc.wire.LineSplitter;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is read line by line.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> as its superclass; holds the bytes of a line only while it is
 * incomplete.
 */
abstract class LineConnection extends PacedConnection implements LineSink {
    private @Nullable Incomplete incomplete;

    LineConnection(Terms terms) {
        super(terms);
    }

    @Override
    protected final void hear(ByteBuf data) {
        Incomplete before = incomplete;
        incomplete = null;
        incomplete = split(before, data);
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
    public final boolean line(ByteBuf bytes, int from, int to) {
        pay(obey(bytes, from, to));
        return goesOn();
    }

    /** Does what a line says; what it cost, in tokens of the {@link io.roost.connection.Pace}. */
    abstract int obey(ByteBuf bytes, int from, int to);

    @Override
    public final boolean tooLong() {
        refuseLength();
        pay(1);
        return goesOn();
    }

    /** Says that a line was longer than any may be. */
    abstract void refuseLength();

    @Override
    protected void ended() {
        super.ended();
        if (incomplete != null) {
            incomplete.release();
            incomplete = null;
        }
    }
}
