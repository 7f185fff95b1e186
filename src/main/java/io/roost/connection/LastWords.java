package io.roost.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose peer may be in mid-speech. A close with bytes that nobody has read makes the kernel
 * reset, and what the peer was told last is lost with that (RFC 1122 § 4.2.2.13). So it is sent a FIN first, and what
 * it still says is read and thrown away until it ends, or a few seconds are over. Event loop only.
 */
final class LastWords {
    private static final int MOST_SECONDS = 5;

    private LastWords() {}

    /** To be called when all is sent, and again when the peer ends. */
    static void end(Connection connection, DisconnectReason why) {
        ChannelHandlerContext context = connection.context();
        Channel channel = context.channel();
        if (!(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown() || duplex.isOutputShutdown()) {
            Disconnector.disconnect(connection, why);
            return;
        }
        var unused = duplex.shutdownOutput();
        channel.config().setAutoRead(true);
        Runnable cut = () -> Disconnector.disconnect(connection, why);
        var unusedToo = context.executor().schedule(cut, MOST_SECONDS, TimeUnit.SECONDS);
    }
}
