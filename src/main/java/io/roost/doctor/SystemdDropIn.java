package io.roost.doctor;

/** A drop-in for roost.service, systemd.unit(5). */
final class SystemdDropIn {
    private SystemdDropIn() {}

    static String text(Plan plan) {
        long files = Sizing.openFiles(plan.connections());
        return """
                # /etc/systemd/system/roost.service.d/limits.conf: for %s connections.
                # To load it: systemctl daemon-reload && systemctl restart roost
                # A limit above fs.nr_open is not granted: see roost doctor --print-fix sysctl.
                [Service]
                LimitNOFILE=%d
                TasksMax=infinity
                # Socket memory of the kernel counts too. If you limit memory, not below:
                # MemoryMax=%dM
                """.formatted(Figures.count(plan.connections()), files, Sizing.memoryMebibytes(plan));
    }
}
