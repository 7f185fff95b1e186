package io.roost.echo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Terms;

/**
 * Throws every byte away and answers nothing (RFC 863); closes after the peer's FIN.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> releases what it reads. <b>Position:</b> the
 * only station.
 */
public final class DiscardHandler extends Connection {
    /** A connection under these terms. */
    public DiscardHandler(Terms terms) {
        super(terms);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        received(data.readableBytes());
        data.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            disconnectWhenSent(DisconnectReason.PEER);
        }
    }
}
