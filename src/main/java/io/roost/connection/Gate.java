package io.roost.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A station before a connection's that may hold back what passes it, both ways. Stands only where the connection's
 * {@link Terms} say so, and decides with the connection whether the peer is read.
 *
 * <p><b>Threading:</b> event loop only.
 */
public abstract class Gate extends ChannelDuplexHandler {
    /** That of this connection; null where none stands. */
    static @Nullable Gate of(Connection connection) {
        return connection.terms().areGated() ? connection.channel().pipeline().get(Gate.class) : null;
    }

    /** Whether what is written may be held at all. */
    protected abstract boolean holdsOutput();

    /** Bytes that were written and have not been let out yet. */
    protected abstract int heldBytes();

    /** Whether so much is held that nothing more should be written for now. */
    protected abstract boolean isFull();

    /** Runs {@code action} once, soon after there is room again. */
    protected abstract void whenRoom(Runnable action);

    /** The connection would have its peer read, or not. */
    protected abstract void setReading(boolean wanted);

    /** Runs {@code end}, which ends the output, when all that was written is sent, and the end may pass too. */
    protected abstract void passEnd(Runnable end);

    /** To be called when it has gone from a connection that goes on: what it let out may still wait in the socket. */
    public static void gone(Connection connection) {
        connection.flushed();
    }

    /** Ends a connection with a FIN; what its peer still says is thrown away for a moment, so that it can read all it was sent. */
    public static void hangUp(Connection connection) {
        connection.noteReason(DisconnectReason.TOXIC);
        LastWords.end(connection, DisconnectReason.TOXIC);
    }

    /** What waits of a connection, here or in its socket's queue. */
    static int unsentBytes(Channel channel, @Nullable Gate gate) {
        ChannelOutboundBuffer output = channel.unsafe().outboundBuffer();
        int bytes = output == null ? 0 : SocketOutput.unsentBytes(output);
        return gate == null ? bytes : (int) Math.min(Integer.MAX_VALUE, (long) bytes + gate.heldBytes());
    }
}
