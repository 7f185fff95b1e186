package io.roost.doctor;

/** RLIMIT_NOFILE of this process: getrlimit(2), proc_pid_limits(5). */
final class OpenFilesCheck implements Bound {
    /** Jar, logs, listeners, standard streams; and for each event loop an epoll, an event and a timer descriptor. */
    private static final int OWN_FILES = 48;

    private static final int OWN_FILES_PER_PROCESSOR = 4;

    /** In words: Limit, soft value, hard value, unit. HotSpot raises the soft one to the hard one itself. */
    static long hardLimit(Host host) throws UnreadableException {
        return host.field("/proc/self/limits", "Max open files", 1);
    }

    static long ownFiles(Host host) {
        return OWN_FILES + (long) OWN_FILES_PER_PROCESSOR * host.processors();
    }

    @Override
    public String name() {
        return "open files";
    }

    @Override
    public long mostConnections(Host host, Plan plan) throws UnreadableException {
        return hardLimit(host) - ownFiles(host);
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long hard = hardLimit(host);
        long most = mostConnections(host, plan);
        long need = plan.connections() + Math.max(plan.connections() / 100, ownFiles(host));
        long set = Sizing.openFiles(plan.connections());
        return Finding.of(
                        Verdict.ofBound(most, plan.connections(), hard >= need),
                        name(),
                        Figures.count(hard),
                        Figures.count(need) + (plan.role() == Role.BOTH ? " per process" : ""),
                        "EMFILE, \"Too many open files\" from accept or connect",
                        "LimitNOFILE=" + set + " in a systemd unit, --ulimit nofile=" + set + ":" + set
                                + " for docker run",
                        "ulimit -n " + set + " as root, in the shell that starts it (services do not see it)")
                .bounding(most);
    }
}
