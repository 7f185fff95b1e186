package io.roost.doctor;

/** The ports of a generator after its connections close: tcp_max_tw_buckets and tcp_tw_reuse, tcp(7). */
final class TimeWaitCheck implements Check {
    private static final int CLOSING_AT_ONCE = 10;

    @Override
    public String name() {
        return "TIME_WAIT";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (!plan.role().dials()) {
            return Finding.skipped(name(), "only a generator that reconnects is held up by it");
        }
        long buckets = host.number("/proc/sys/net/ipv4/tcp_max_tw_buckets");
        long reuse = host.number("/proc/sys/net/ipv4/tcp_tw_reuse");
        long need = plan.connections() / CLOSING_AT_ONCE;
        return Finding.of(
                Verdict.warnUnless(buckets >= need && reuse != 0),
                name(),
                Figures.count(buckets) + " buckets, reuse " + reuse,
                Figures.count(need) + ", reuse 1 (2 = on loopback)",
                "ports stay taken for 60 s after a run; TCPTimeWaitOverflow in nstat rises",
                "sysctl -w net.ipv4.tcp_max_tw_buckets=" + Sizing.closingSockets(plan.connections())
                        + " net.ipv4.tcp_tw_reuse=1");
    }
}
