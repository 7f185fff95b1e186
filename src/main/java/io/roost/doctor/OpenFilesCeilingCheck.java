package io.roost.doctor;

/** fs.nr_open: the highest RLIMIT_NOFILE that anybody can set, proc_sys_fs(5). */
final class OpenFilesCeilingCheck implements Check {
    @Override
    public String name() {
        return "open files ceiling";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long ceiling = host.number("/proc/sys/fs/nr_open");
        long set = Sizing.openFiles(plan.connections());
        long least = plan.connections() + OpenFilesCheck.ownFiles(host);
        return Finding.of(
                Verdict.ofBound(ceiling, least, ceiling >= set),
                name(),
                Figures.count(ceiling),
                Figures.count(set),
                "no limit above it can be set: \"Operation not permitted\" from ulimit -n, docker and systemd",
                "sysctl -w fs.nr_open=" + Sizing.openFilesCeiling(plan.connections()));
    }
}
