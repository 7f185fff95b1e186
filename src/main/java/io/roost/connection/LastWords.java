package io.roost.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose peer may be in mid-speech. A close with bytes that nobody has read makes the kernel
 * reset, and what the peer was told last is lost with that (RFC 1122 § 4.2.2.13). So it is sent a FIN first, and what
 * it still says is read and thrown away until it ends, or a few seconds are over. Event loop only.
 */
public final class LastWords {
    private static final int MOST_SECONDS = 5;

    private LastWords() {}

    /** The server stops: the connection says goodbye when its output is sent, and waits for its peer's end until {@link #cut}. */
    public static void begin(Connection connection) {
        if (!connection.context().isRemoved()) { // else it goes on as another
            connection.leave();
        }
    }

    /** Closes a connection that has said goodbye, if the peer's kernel has heard it: what else the peer does is its own affair. */
    public static void cut(Connection connection) {
        ChannelHandlerContext context = connection.context();
        if (!context.isRemoved()
                && context.channel() instanceof DuplexChannel channel
                && channel.isOutputShutdown()
                && SocketOutput.isEndKnown(channel)) {
            Disconnector.disconnect(connection, DisconnectReason.STOP);
        }
    }

    /** To be called when all is sent, and again when the peer ends. */
    static void end(Connection connection, DisconnectReason why) {
        ChannelHandlerContext context = connection.context();
        boolean isStop = why == DisconnectReason.STOP;
        boolean hears = isStop || why == DisconnectReason.TOXIC || (isBreach(why) && connection.lingers());
        if (!hears
                || !(context.channel() instanceof DuplexChannel channel)
                || channel.isInputShutdown()
                || isEncrypted(channel)) {
            Disconnector.disconnect(connection, why);
        } else if (!channel.isOutputShutdown()) {
            end(connection, channel, why);
        } else if (!isStop) {
            Disconnector.disconnect(connection, why);
        }
    }

    private static boolean isBreach(DisconnectReason why) {
        return why == DisconnectReason.PROTOCOL || why == DisconnectReason.FLOOD;
    }

    private static void end(Connection connection, DuplexChannel channel, DisconnectReason why) {
        try {
            SocketOutput.end(channel);
        } catch (IOException e) {
            Disconnector.disconnect(connection, why);
            return;
        }
        connection.setReading(true);
        if (why != DisconnectReason.STOP) { // of which there may be a million: they are cut all together
            Runnable cut = () -> Disconnector.disconnect(connection, why);
            var unused = connection.context().executor().schedule(cut, MOST_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Its handler has a goodbye of its own, which a close has it say. */
    private static boolean isEncrypted(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }
}
