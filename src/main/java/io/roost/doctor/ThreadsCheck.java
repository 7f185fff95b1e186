package io.roost.doctor;

/** kernel.threads-max, kernel.pid_max and the pids cgroup; an event loop needs one thread a core, not a connection. */
final class ThreadsCheck implements Check {
    private static final int THREADS_PER_PROCESSOR = 8;
    private static final int THREADS_OF_A_JVM = 64;

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long most = Math.min(host.number("/proc/sys/kernel/threads-max"), host.number("/proc/sys/kernel/pid_max"));
        Cgroup cgroup = Cgroup.of(host, "pids");
        for (String directory : cgroup.directories()) {
            String limit = directory + "/pids.max";
            most = host.has(limit) ? Math.min(most, host.number(limit)) : most;
        }
        long need = (THREADS_OF_A_JVM + (long) THREADS_PER_PROCESSOR * host.processors())
                * plan.role().ends();
        return Finding.of(
                Verdict.warnUnless(most >= need),
                name(),
                Figures.count(most),
                Figures.count(need),
                "java.lang.OutOfMemoryError: unable to create native thread",
                "TasksMax=infinity in a systemd unit, --pids-limit -1 for docker run");
    }
}
