package io.roost.doctor;

/** net.ipv4.tcp_keepalive_time: for information; NAT and load balancers forget sooner. */
final class KeepAliveCheck implements Check {
    @Override
    public String name() {
        return "TCP keepalive";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        return Finding.ok(
                name(),
                "after " + Figures.count(host.number("/proc/sys/net/ipv4/tcp_keepalive_time")) + " s",
                "an own heartbeat: NAT forgets after 60-350 s");
    }
}
