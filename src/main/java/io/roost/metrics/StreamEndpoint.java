package io.roost.metrics;

import io.netty.channel.ChannelHandlerContext;

/** An answer without end. Its {@link #page} is what those get who can't have it. */
public interface StreamEndpoint extends Endpoint {
    /**
     * Takes the connection over from the handler of {@code context}, from the head of the response on.
     *
     * @return whether it did
     */
    boolean open(ChannelHandlerContext context);
}
