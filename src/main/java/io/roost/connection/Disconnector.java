package io.roost.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door out: whoever ends a connection says why, here. Event loop only. */
public final class Disconnector {
    private static final Logger log = LoggerFactory.getLogger(Disconnector.class);

    private Disconnector() {}

    /** Closes at once; the first reason that is given counts. */
    public static void disconnect(Connection connection, DisconnectReason reason) {
        connection.noteReason(reason);
        var unused = connection.context().close();
    }

    /**
     * Closes after a fault. What the network does is counted and not logged; what the program does is
     * logged with its trace, as it should never happen.
     */
    static void disconnect(Connection connection, Throwable fault) {
        if (fault instanceof java.io.IOException) {
            disconnect(connection, DisconnectReason.RESET);
            return;
        }
        log.error("closing {} after a fault of the server", connection.context().channel(), fault);
        disconnect(connection, DisconnectReason.ERROR);
    }
}
