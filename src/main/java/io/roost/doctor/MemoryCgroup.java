package io.roost.doctor;

/** The memory that the control groups of this process leave it; sockets, inodes and epitems are charged to it too. */
final class MemoryCgroup {
    private MemoryCgroup() {}

    /** Limit less usage, where file pages that can be dropped do not count as used; MAX_VALUE without a limit. */
    static long availableBytes(Host host) throws UnreadableException {
        Cgroup cgroup = Cgroup.of(host, "memory");
        long available = Long.MAX_VALUE;
        for (String directory : cgroup.directories()) {
            long here = cgroup.version2()
                    ? available(host, directory, "/memory.max", "/memory.current", "inactive_file ")
                    : available(
                            host,
                            directory,
                            "/memory.limit_in_bytes",
                            "/memory.usage_in_bytes",
                            "total_inactive_file ");
            available = Math.min(available, here);
        }
        return available;
    }

    private static long available(Host host, String directory, String limitFile, String usageFile, String droppable)
            throws UnreadableException {
        if (!host.has(directory.concat(limitFile))) {
            return Long.MAX_VALUE;
        }
        long limitBytes = host.number(directory.concat(limitFile));
        // version 1 writes "none" as the largest long rounded down to a page
        if (limitBytes >= 1L << 62) {
            return Long.MAX_VALUE;
        }
        long usedBytes = host.number(directory.concat(usageFile)) - droppableBytes(host, directory, droppable);
        return Math.max(0, limitBytes - Math.max(0, usedBytes));
    }

    private static long droppableBytes(Host host, String directory, String label) {
        try {
            return host.field(directory.concat("/memory.stat"), label, 0);
        } catch (UnreadableException notAccounted) {
            return 0;
        }
    }
}
