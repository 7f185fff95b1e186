package io.roost.doctor;

/** MemAvailable of proc_meminfo(5), or what the memory cgroup leaves if that is less. */
final class MemoryCheck implements Bound {
    /** A JVM with its code, metaspace and loops, before the first connection. */
    private static final long PROCESS_BYTES = 200_000_000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public long mostConnections(Host host, Plan plan) throws UnreadableException {
        long availableBytes = Math.min(ofTheHostBytes(host), MemoryCgroup.availableBytes(host));
        return (availableBytes - PROCESS_BYTES * plan.role().ends()) / plan.bytesPerConnection();
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long hostBytes = ofTheHostBytes(host);
        long cgroupBytes = MemoryCgroup.availableBytes(host);
        long most = mostConnections(host, plan);
        long needBytes = plan.connections() * plan.bytesPerConnection()
                + PROCESS_BYTES * plan.role().ends();
        return Finding.of(
                        Verdict.ofBound(most, plan.connections(), most >= plan.connections() * 11 / 10),
                        name(),
                        Figures.bytes(Math.min(hostBytes, cgroupBytes)) + (cgroupBytes < hostBytes ? " in cgroup" : ""),
                        Figures.bytes(needBytes) + " (" + Figures.bytes(plan.bytesPerConnection()) + " each)",
                        "the OOM killer, also with a small heap: socket memory counts (memory.events: oom_kill)",
                        cgroupBytes < hostBytes
                                ? "raise the memory limit of the container or unit to "
                                        + Figures.bytes(needBytes * 5 / 4)
                                : "a host with " + Figures.bytes(needBytes * 5 / 4) + " free, or a lower target")
                .bounding(most);
    }

    private static long ofTheHostBytes(Host host) throws UnreadableException {
        return host.field("/proc/meminfo", "MemAvailable:", 0) * 1024;
    }
}
