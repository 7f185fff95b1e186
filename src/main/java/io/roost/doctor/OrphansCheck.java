package io.roost.doctor;

/** net.ipv4.tcp_max_orphans: sockets that the server has closed and the peer has not, tcp(7). */
final class OrphansCheck implements Check {
    /** A drain is paced, so that not all connections are closing at one time. */
    private static final int CLOSING_AT_ONCE = 10;

    @Override
    public String name() {
        return "orphans";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long orphans = host.number("/proc/sys/net/ipv4/tcp_max_orphans");
        long need = plan.connections() / CLOSING_AT_ONCE;
        return Finding.of(
                Verdict.warnUnless(orphans >= need),
                name(),
                Figures.count(orphans),
                Figures.count(need),
                "a drain ends in resets instead of clean closes; dmesg: \"too many orphaned sockets\"",
                "sysctl -w net.ipv4.tcp_max_orphans=" + Sizing.closingSockets(plan.connections()));
    }
}
