package io.roost.doctor;

/** The values to set for a number of connections: the checks advise them and the printed fixes contain them. */
final class Sizing {
    /** The kernel's default; nothing here goes below it. */
    private static final long DEFAULT_NR_OPEN = 1_048_576;

    /** Kernels before 4.1 kept a backlog in 16 bits. */
    private static final long LARGEST_BACKLOG = 65_535;

    private Sizing() {}

    /** RLIMIT_NOFILE of one process: a tenth more than the connections. */
    static long openFiles(long connections) {
        return connections + Math.max(connections / 10, 1_024);
    }

    /** fs.nr_open: covers {@link #openFiles} with room for a larger next step. */
    static long openFilesCeiling(long connections) {
        return Math.max(connections * 5 / 2, DEFAULT_NR_OPEN);
    }

    /** fs.file-max: covers a server and a generator on one host. */
    static long systemFiles(long connections) {
        return Math.max(connections * 5 / 2, DEFAULT_NR_OPEN);
    }

    /** Accept and SYN queue: room for a burst of a sixteenth of all connections. */
    static long backlog(long connections) {
        return Math.min(LARGEST_BACKLOG, Math.max(1_024, powerOfTwoFrom(connections / 16)));
    }

    /** nf_conntrack_max: 1.3 entries a connection, rounded up to a power of two. */
    static long trackedConnections(long connections) {
        return Math.max(262_144, powerOfTwoFrom(connections * 13 / 10));
    }

    /** tcp_max_orphans and tcp_max_tw_buckets, when all connections may close at once. */
    static long closingSockets(long connections) {
        return Math.max(262_144, powerOfTwoFrom(connections));
    }

    /** fs.epoll.max_user_watches: both ends, since it counts per user and one user may run both. */
    static long epollWatches(long connections) {
        return connections * 22 / 10;
    }

    /** A container's memory, in MiB: a quarter more than the connections need, and the JVM itself. */
    static long memoryMebibytes(Plan plan) {
        return plan.connections() * plan.bytesPerConnection() * 5 / 4 / 1_048_576 + 256;
    }

    private static long powerOfTwoFrom(long atLeast) {
        long highest = Long.highestOneBit(Math.max(1, atLeast));
        return highest == atLeast ? highest : highest * 2;
    }
}
