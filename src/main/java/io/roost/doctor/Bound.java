package io.roost.doctor;

/** A check of a limit that bounds the number of connections. */
interface Bound extends Check {
    /** The most connections that this limit allows now; {@link Long#MAX_VALUE} when it is not in force. */
    long mostConnections(Host host, Plan plan) throws UnreadableException;
}
