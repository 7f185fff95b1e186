package io.roost.doctor;

import java.util.StringTokenizer;

/** ip_local_port_range less ip_local_reserved_ports, times the source addresses: the ways to one server port. */
final class LocalPortsCheck implements Bound {
    private static final String RANGE = "/proc/sys/net/ipv4/ip_local_port_range";
    private static final String RESERVED = "/proc/sys/net/ipv4/ip_local_reserved_ports";
    private static final String SYMPTOM = "EADDRNOTAVAIL, \"Cannot assign requested address\" from connect";

    @Override
    public String name() {
        return "local ports";
    }

    /** On loopback the whole of 127.0.0.0/8 may be dialled from, so nothing is bounded there. */
    @Override
    public long mostConnections(Host host, Plan plan) throws UnreadableException {
        return plan.role() == Role.GENERATOR ? ports(host) * LocalAddresses.count(host) : Long.MAX_VALUE;
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (!plan.role().dials()) {
            return Finding.skipped(name(), "only a generator runs out of them");
        }
        long ports = ports(host);
        long addresses = ports == 0 ? 0 : (plan.connections() + ports - 1) / ports;
        return plan.role() == Role.BOTH
                ? overLoopback(ports, addresses)
                : toAnotherHost(ports, addresses, LocalAddresses.count(host), plan);
    }

    private Finding overLoopback(long ports, long addresses) {
        return Finding.of(
                ports == 0 ? Status.FAIL : Status.OK,
                name(),
                Figures.count(ports),
                addresses > 1 ? "load --source-ip " + loopback(addresses) + " (" + addresses + ")" : "1 source address",
                SYMPTOM,
                "empty net.ipv4.ip_local_reserved_ports");
    }

    private Finding toAnotherHost(long ports, long addresses, int present, Plan plan) {
        return Finding.of(
                        Verdict.ofBound(ports * present, plan.connections(), true),
                        name(),
                        Figures.count(ports) + " x " + Figures.plural(present, "address", "addresses"),
                        Figures.plural(addresses, "source address", "source addresses") + " for one server port",
                        SYMPTOM,
                        "ip address add, then roost load --source-ip with all; or let the server listen on more ports",
                        "sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\", for 64,512 ports an address")
                .bounding(ports * present);
    }

    /** The smallest block of 127.0.0.0/8 with that many addresses besides its first and its last. */
    private static String loopback(long addresses) {
        int prefix = 30;
        while ((1L << (32 - prefix)) - 2 < addresses && prefix > 8) {
            prefix--;
        }
        return "127.0.0.0/" + prefix;
    }

    static long ports(Host host) throws UnreadableException {
        long[] range = host.numbers(RANGE, 2);
        return Math.max(0, range[1] - range[0] + 1 - reserved(host, range));
    }

    private static long reserved(Host host, long[] range) throws UnreadableException {
        long reserved = 0;
        StringTokenizer parts = new StringTokenizer(host.has(RESERVED) ? host.text(RESERVED) : "", ",");
        while (parts.hasMoreTokens()) {
            String part = parts.nextToken();
            try {
                int dash = part.indexOf('-');
                long first = Long.parseLong(dash < 0 ? part : part.substring(0, dash));
                long last = Long.parseLong(part.substring(dash + 1));
                reserved += Math.max(0, Math.min(last, range[1]) - Math.max(first, range[0]) + 1);
            } catch (NumberFormatException notAPort) {
                throw new UnreadableException(RESERVED + ": '" + part + "' is not a port");
            }
        }
        return reserved;
    }
}
