package io.roost.connection;

import io.netty.channel.Channel;
import io.roost.limits.Excess;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Who is told when a proxy has said for whom it speaks. */
@FunctionalInterface
public interface RealPeer {
    /**
     * From now on {@code peer} is the channel's remote address, and counts against the limits. On the channel's event loop.
     *
     * @return the limit that it is over, by which the connection has to end; null: it may stay
     */
    @Nullable
    Excess becomes(Channel channel, InetSocketAddress peer);
}
