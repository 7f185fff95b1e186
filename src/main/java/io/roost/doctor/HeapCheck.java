package io.roost.doctor;

/** The largest heap that this JVM may grow to, for the objects of the connections. */
final class HeapCheck implements Bound {
    @Override
    public String name() {
        return "Java heap";
    }

    @Override
    public long mostConnections(Host host, Plan plan) {
        return host.maxHeapBytes() / plan.jvmBytesPerEnd();
    }

    @Override
    public Finding examine(Host host, Plan plan) {
        long most = mostConnections(host, plan);
        long needBytes = plan.connections() * plan.jvmBytesPerEnd();
        return Finding.of(
                        Verdict.ofBound(most, plan.connections(), true),
                        name(),
                        Figures.bytes(host.maxHeapBytes()),
                        Figures.bytes(needBytes) + (plan.role() == Role.BOTH ? " per process" : ""),
                        "java.lang.OutOfMemoryError: Java heap space",
                        "-Xmx" + (needBytes * 5 / 4 / 1_048_576 + 64) + "m, or a larger -XX:MaxRAMPercentage")
                .bounding(most);
    }
}
