package io.roost.doctor;

/** neigh/default/gc_thresh3: hosts of the same network segment that can be talked to, arp(7). */
final class NeighboursCheck implements Check {
    private static final int DEFAULT = 1_024;

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long most = host.number("/proc/sys/net/ipv4/neigh/default/gc_thresh3");
        return Finding.of(
                Verdict.warnUnless(most >= DEFAULT),
                name(),
                Figures.count(most),
                "more than hosts on the segment",
                "peers unreachable; dmesg: \"neighbor table overflow!\"",
                "sysctl -w net.ipv4.neigh.default.gc_thresh3=" + DEFAULT * 8);
    }
}
