package io.roost.echo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Terms;

/**
 * Sends back every byte, in order (RFC 862). One flush per batch of reads. While more than the high
 * watermark waits for the peer, the peer is not read; after its FIN, what waits is still sent, then FIN.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> the read buffer goes on to the socket.
 * <b>Position:</b> the only station.
 */
public final class EchoHandler extends Connection {
    /** A connection under these terms. */
    public EchoHandler(Terms terms) {
        super(terms);
    }

    /** Takes {@code words} over. */
    void greet(ByteBuf words) {
        if (!send(words)) {
            flush();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        received(data.readableBytes());
        if (isEnding()) {
            data.release();
            return;
        }
        if (!send(data) && !context.channel().isWritable()) {
            flush();
            if (!context.channel().isWritable()) {
                pauseReading();
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            resumeReading();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            disconnectWhenSent(DisconnectReason.PEER);
        }
    }
}
