package io.roost.doctor;

/** vm.max_map_count, proc_sys_vm(5): enough by default for event loops and G1; ZGC wants 1.8 for each MiB of heap. */
final class MemoryMapsCheck implements Check {
    private static final int DEFAULT = 65_530;

    @Override
    public String name() {
        return "memory maps";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long most = host.number("/proc/sys/vm/max_map_count");
        return Finding.of(
                Verdict.warnUnless(most >= DEFAULT),
                name(),
                Figures.count(most),
                Figures.count(DEFAULT) + " (more for ZGC)",
                "java.lang.OutOfMemoryError: Map failed",
                "sysctl -w vm.max_map_count=" + DEFAULT);
    }
}
