package io.roost.doctor;

/** net.core.netdev_max_backlog: packets that wait for a core; the second column of softnet_stat counts the drops. */
final class NetworkBacklogCheck implements Check {
    private static final int BACKLOG = 16_384;

    /** Since boot and over all cores: a handful is noise. */
    private static final int DROPS_OF_A_QUIET_HOST = 100;

    @Override
    public String name() {
        return "network backlog";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long backlog = host.number("/proc/sys/net/core/netdev_max_backlog");
        long drops = drops(host);
        return Finding.of(
                Verdict.warnUnless(backlog >= BACKLOG || drops <= DROPS_OF_A_QUIET_HOST),
                name(),
                Figures.count(backlog) + ", " + Figures.plural(drops, "drop", "drops"),
                Figures.count(BACKLOG) + " if packets drop",
                "packets dropped before TCP sees them: retransmits; one core at 100 % softirq",
                "sysctl -w net.core.netdev_max_backlog=" + BACKLOG,
                "spread one-queue network cards over the cores (rps_cpus)");
    }

    private static long drops(Host host) throws UnreadableException {
        String file = "/proc/net/softnet_stat";
        long drops = 0;
        for (String core : host.text(file).split("\n", -1)) {
            String[] columns = core.split(" +", 3);
            try {
                drops += Long.parseLong(columns[1], 16);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
                throw new UnreadableException(file + ": '" + core + "' has no drops");
            }
        }
        return drops;
    }
}
