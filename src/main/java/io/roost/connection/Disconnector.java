package io.roost.connection;

/** The one door out: whoever ends a connection says why, here. Event loop only. */
public final class Disconnector {
    private Disconnector() {}

    /** Closes at once; the first reason that is given counts. */
    public static void disconnect(Connection connection, DisconnectReason reason) {
        connection.noteReason(reason);
        var unused = connection.context().close();
    }

    /**
     * Closes after a fault. What the network does is counted and not logged; what the program does is
     * counted and logged with its trace, once a second, as it should never happen.
     */
    static void disconnect(Connection connection, Throwable fault) {
        if (fault instanceof java.io.IOException) {
            disconnect(connection, DisconnectReason.RESET);
            return;
        }
        connection.terms().lane().faults().note(fault);
        disconnect(connection, DisconnectReason.ERROR);
    }
}
