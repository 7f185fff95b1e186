package io.roost.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** A connection leaves its channel to those that were to serve it from the start. Event loop only. */
public final class HandOver {
    private HandOver() {}

    /**
     * Puts the stations of {@code next} behind the connection, has them begin as if the channel had just become active,
     * and takes the connection away.
     *
     * @param rest what came behind that which was for the connection, taken over; null: nothing
     */
    public static void to(ChannelHandler next, Connection connection, @Nullable ByteBuf rest) {
        ChannelHandlerContext context = connection.context();
        connection.noteReason(DisconnectReason.PROXIED);
        Lane lane = connection.terms().lane();
        lane.setHandingOver(true);
        try {
            context.pipeline().addLast(next);
        } finally {
            lane.setHandingOver(false);
        }
        context.fireChannelActive();
        // Before the rest, which a station may hand on from the pipeline's head.
        if (!context.isRemoved()) {
            context.pipeline().remove(connection);
        }
        if (rest != null) {
            context.fireChannelRead(rest);
        }
    }
}
