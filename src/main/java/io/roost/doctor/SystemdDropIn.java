package io.roost.doctor;

/** A drop-in for roost.service, systemd.unit(5). */
final class SystemdDropIn {
    /** %s for numbers too: %d would follow the locale. */
    private static final String TEMPLATE = """
            # /etc/systemd/system/roost.service.d/limits.conf: for %s connections.
            # To load it: systemctl daemon-reload && systemctl restart roost
            # A limit above fs.nr_open is not granted: see roost doctor --print-fix sysctl.
            [Service]
            LimitNOFILE=%s
            TasksMax=infinity
            # Socket memory of the kernel counts too. If you limit memory, not below:
            # MemoryMax=%sM
            """;

    private SystemdDropIn() {}

    static String text(Plan plan) {
        long files = Sizing.openFiles(plan.connections());
        return TEMPLATE.formatted(Figures.count(plan.connections()), files, Sizing.memoryMebibytes(plan));
    }
}
