package io.roost.doctor;

import java.util.List;

/** net.core.somaxconn: to this the kernel silently cuts the backlog of listen(2). */
final class AcceptBacklogCheck implements Check {
    @Override
    public String name() {
        return "accept backlog";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (!plan.role().listens()) {
            return Finding.skipped(name(), "only a server has one");
        }
        long backlog = host.number("/proc/sys/net/core/somaxconn");
        long need = Sizing.backlog(plan.connections());
        long overflows = overflows(host);
        return Finding.of(
                Verdict.warnUnless(backlog >= need),
                name(),
                Figures.count(backlog)
                        + (overflows == 0 ? "" : ", " + Figures.plural(overflows, "overflow", "overflows")),
                Figures.count(need),
                "clients hang 1, 3, 7 s at connect when many arrive at once; ListenOverflows in nstat rises",
                "sysctl -w net.core.somaxconn=" + need);
    }

    /** Dropped handshakes since boot; 0 where they are not counted. A line of names, then a line of values. */
    private static long overflows(Host host) {
        try {
            String[] lines = host.text("/proc/net/netstat").split("\n", 3);
            List<String> names = List.of(lines[0].split(" "));
            String[] values = lines.length < 2 ? new String[0] : lines[1].split(" ");
            int column = names.indexOf("ListenOverflows");
            return column < 1 || column >= values.length ? 0 : Long.parseLong(values[column]);
        } catch (UnreadableException | NumberFormatException notCounted) {
            return 0;
        }
    }
}
