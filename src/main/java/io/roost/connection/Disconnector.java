package io.roost.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;

/** The one door out: whoever ends a connection says why, here. Event loop only. */
public final class Disconnector {
    private Disconnector() {}

    /** Closes at once; the first reason that is given counts. */
    public static void disconnect(Connection connection, DisconnectReason reason) {
        connection.noteReason(reason);
        var unused = connection.context().close();
    }

    /** Closes with a RST, past all stations; what waits to be sent is lost (SO_LINGER of 0, socket(7)). */
    public static void reset(Connection connection, DisconnectReason reason) {
        connection.noteReason(reason);
        Channel channel = connection.channel();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.voidPromise());
        }
    }

    /**
     * Closes after a fault. What the network does is counted and not logged; what the program does is
     * counted and logged with its trace, once a second, as it should never happen.
     */
    static void disconnect(Connection connection, Throwable fault) {
        if (fault instanceof IOException) {
            disconnect(connection, DisconnectReason.RESET);
            return;
        }
        connection.terms().lane().faults().note(fault);
        disconnect(connection, DisconnectReason.ERROR);
    }
}
