package io.roost.echo;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.roost.connection.Greeting;

/**
 * Has an echo greet its client, and goes.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of no buffer. <b>Position:</b> before the echo, until the
 * connection is up.
 */
@Sharable
public final class GreetingStation extends ChannelInboundHandlerAdapter {
    private final Greeting greeting;

    /** With this greeting. */
    public GreetingStation(Greeting greeting) {
        this.greeting = greeting;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        EchoHandler echo = context.pipeline().get(EchoHandler.class);
        if (echo != null) {
            echo.greet(ByteBufUtil.writeUtf8(context.alloc(), greeting.to(context.channel())));
        }
        context.pipeline().remove(this);
    }
}
