package io.roost.doctor;

/** fs.epoll.max_user_watches: registrations of one user, by default 4 % of low memory / 184 bytes; epoll(7). */
final class EpollWatchesCheck implements Bound {
    private static final String FILE = "/proc/sys/fs/epoll/max_user_watches";

    @Override
    public String name() {
        return "epoll watches";
    }

    @Override
    public long mostConnections(Host host, Plan plan) throws UnreadableException {
        return host.number(FILE) / plan.role().ends();
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long watches = host.number(FILE);
        long need = plan.ends() * 11 / 10;
        return Finding.of(
                        Verdict.ofBound(mostConnections(host, plan), plan.connections(), watches >= need),
                        name(),
                        Figures.count(watches),
                        Figures.count(need),
                        "ENOSPC, \"No space left on device\" from epoll_ctl",
                        "sysctl -w fs.epoll.max_user_watches=" + Sizing.epollWatches(plan.connections()))
                .bounding(mostConnections(host, plan));
    }
}
