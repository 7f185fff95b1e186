package io.roost.doctor;

/** net.ipv4.tcp_mem: pages for the queues of all sockets, tcp(7). Idle sockets use none. */
final class TcpMemoryCheck implements Check {
    private static final int PAGE_BYTES = 4_096;

    /** On average over all sockets, when some are busy. */
    private static final int QUEUED_BYTES_PER_END = 512;

    @Override
    public String name() {
        return "TCP queue memory";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long highPages = host.numbers("/proc/sys/net/ipv4/tcp_mem", 3)[2];
        long needPages = plan.ends() * QUEUED_BYTES_PER_END / PAGE_BYTES;
        return Finding.of(
                Verdict.warnUnless(highPages >= needPages),
                name(),
                Figures.count(highPages) + " pages",
                Figures.count(needPages) + " when some are busy",
                "stalls and aborts under load; dmesg: \"TCP: out of memory -- consider tuning tcp_mem\"",
                "sysctl -w net.ipv4.tcp_mem=\"" + needPages / 2 + " " + needPages * 3 / 4 + " " + needPages + "\"");
    }
}
