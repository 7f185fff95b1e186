package io.roost.echo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Terms;

/**
 * Sends characters without end, as fast as the peer reads them, and throws away what it receives
 * (RFC 864). Goes on after the peer's FIN: a user ends it by closing both ways.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> releases what it reads; what it writes is one
 * buffer shared by all. <b>Position:</b> the only station.
 */
public final class ChargenHandler extends Connection {
    /** A connection under these terms. */
    public ChargenHandler(Terms terms) {
        super(terms);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        fill();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        received(data.readableBytes());
        data.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (isEnding() && event instanceof ChannelInputShutdownEvent) {
            disconnectWhenSent(DisconnectReason.STOP);
        }
    }

    @Override
    protected void spaceCame() {
        fill();
    }

    /** One block per turn, so that a fast reader leaves the loop to others in between. */
    private void fill() {
        ChannelHandlerContext context = context();
        Channel channel = context.channel();
        if (!channel.isActive() || isBehind() || isEnding()) {
            return;
        }
        if (send(ChargenPattern.block())) {
            noteActivity();
        } else {
            flush();
        }
        if (!isBehind() && channel.isActive()) {
            context.executor().execute(this::fill);
        }
    }
}
