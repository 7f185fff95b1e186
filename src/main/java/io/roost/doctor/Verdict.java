package io.roost.doctor;

/** How a value becomes a status. */
final class Verdict {
    private Verdict() {}

    /** A limit that refuses connections: fails below the target, warns below what leaves headroom. */
    static Status ofBound(long mostConnections, long target, boolean headroom) {
        if (mostConnections < target) {
            return Status.FAIL;
        }
        return headroom ? Status.OK : Status.WARN;
    }

    /** A limit that only slows things down. */
    static Status warnUnless(boolean good) {
        return good ? Status.OK : Status.WARN;
    }
}
