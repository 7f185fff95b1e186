package io.roost.doctor;

/**
 * nf_conntrack_max: the entries of the firewall's table, one a connection.
 *
 * <p>Not in force when the module is not loaded (no file), or loaded without a rule that tracks (count 0). A
 * container sees the host's maximum but only its own count, so there a count of 0 proves nothing.
 */
final class ConntrackCheck implements Bound {
    private static final String MAX = "/proc/sys/net/netfilter/nf_conntrack_max";
    private static final String COUNT = "/proc/sys/net/netfilter/nf_conntrack_count";

    /** Shown by the host's own network namespace only. */
    private static final String HOST_ONLY = "/proc/sys/net/ipv4/tcp_mem";

    @Override
    public String name() {
        return "conntrack";
    }

    @Override
    public long mostConnections(Host host, Plan plan) throws UnreadableException {
        if (!host.has(MAX) || host.number(COUNT) == 0) {
            return Long.MAX_VALUE;
        }
        return host.number(MAX) - host.number(COUNT);
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (!host.has(MAX)) {
            return host.has(HOST_ONLY)
                    ? Finding.ok(name(), "not loaded", "no rule that tracks")
                    : Finding.unknown(name(), "host setting");
        }
        long max = host.number(MAX);
        long count = host.number(COUNT);
        long need = plan.connections() * 13 / 10;
        return count == 0 ? withoutEntries(host, max, need) : withEntries(plan, max, count, need);
    }

    private Finding withoutEntries(Host host, long max, long need) {
        return max >= need || host.has(HOST_ONLY)
                ? Finding.ok(name(), Figures.count(max) + ", none used", Figures.count(need) + " if rules track")
                : Finding.unknown(name(), "host setting");
    }

    private Finding withEntries(Plan plan, long max, long count, long need) {
        return Finding.of(
                        Verdict.ofBound(max - count, plan.connections(), max >= need),
                        name(),
                        Figures.count(max) + ", " + Figures.count(count) + " used",
                        Figures.count(need),
                        "connects time out; dmesg: \"nf_conntrack: table full, dropping packet\"",
                        "sysctl -w net.netfilter.nf_conntrack_max=" + Sizing.trackedConnections(plan.connections()),
                        "a NOTRACK rule for the server's ports, or the host's network for the container")
                .bounding(max - count);
    }
}
