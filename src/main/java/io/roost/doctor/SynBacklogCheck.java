package io.roost.doctor;

/** net.ipv4.tcp_max_syn_backlog and the SYN cookies that take over when it is full, tcp(7). */
final class SynBacklogCheck implements Check {
    @Override
    public String name() {
        return "SYN backlog";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (!plan.role().listens()) {
            return Finding.skipped(name(), "only a server has one");
        }
        long backlog = host.number("/proc/sys/net/ipv4/tcp_max_syn_backlog");
        boolean cookies = host.number("/proc/sys/net/ipv4/tcp_syncookies") != 0;
        long need = Sizing.backlog(plan.connections());
        return Finding.of(
                Verdict.warnUnless(backlog >= need && cookies),
                name(),
                Figures.count(backlog) + (cookies ? ", cookies on" : ", cookies off"),
                Figures.count(need) + ", cookies on",
                cookies
                        ? "dmesg: \"Possible SYN flooding on port. Sending cookies.\" when many arrive at once"
                        : "handshakes are dropped when many arrive at once, and any SYN flood stops all",
                "sysctl -w net.ipv4.tcp_max_syn_backlog=" + need + " net.ipv4.tcp_syncookies=1");
    }
}
