package io.roost.websocket;

import io.netty.channel.Channel;
import java.net.SocketAddress;

/** Changes the stations of a channel, at the two points of an upgrade. The channel's event loop. */
public interface Switchover {
    /** Puts HTTP before the {@link UpgradeConnection}, which from then on is handed whole requests. */
    void speakHttp(Channel channel);

    /**
     * Takes HTTP and the {@link UpgradeConnection} away, and puts the service in their place.
     *
     * @param isBinary whether it sends binary messages
     * @param peer where the client is
     */
    void speakWebSocket(Channel channel, boolean isBinary, SocketAddress peer);
}
