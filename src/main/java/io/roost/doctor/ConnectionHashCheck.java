package io.roost.doctor;

/**
 * net.ipv4.tcp_ehash_entries: buckets of the kernel's table of established connections.
 *
 * <p>Negative in a network namespace that shares the host's table. Readable since Linux 6.1.
 */
final class ConnectionHashCheck implements Check {
    private static final String FILE = "/proc/sys/net/ipv4/tcp_ehash_entries";

    private static final int LONGEST_CHAIN = 8;

    @Override
    public String name() {
        return "connection hash";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (!host.has(FILE)) {
            return Finding.unknown(name(), "Linux 6.1 shows it");
        }
        long buckets = Math.abs(host.number(FILE));
        long need = plan.ends() / LONGEST_CHAIN;
        return Finding.of(
                Verdict.warnUnless(buckets >= need),
                name(),
                Figures.count(buckets) + " buckets",
                Figures.count(need),
                "each packet searches a chain of " + plan.ends() / Math.max(1, buckets) + " sockets",
                "boot with thash_entries=" + Sizing.closingSockets(plan.ends()));
    }
}
