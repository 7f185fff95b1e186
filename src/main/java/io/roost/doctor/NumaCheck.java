package io.roost.doctor;

/** Memory nodes in /sys/devices/system/node: for information. */
final class NumaCheck implements Check {
    @Override
    public String name() {
        return "NUMA";
    }

    @Override
    public Finding examine(Host host, Plan plan) {
        int nodes = 0;
        for (String name : host.names("/sys/devices/system/node")) {
            nodes += name.matches("node[0-9]+") ? 1 : 0;
        }
        return Finding.ok(
                name(),
                Figures.plural(Math.max(1, nodes), "node", "nodes"),
                nodes > 1 ? "numactl: the JVM and its network card on one node" : "1 node needs no pinning");
    }
}
