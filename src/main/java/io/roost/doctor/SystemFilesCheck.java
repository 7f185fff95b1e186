package io.roost.doctor;

/** fs.file-max: open files of all processes together, less what is open in fs.file-nr; proc_sys_fs(5). */
final class SystemFilesCheck implements Bound {
    @Override
    public String name() {
        return "system-wide files";
    }

    @Override
    public long mostConnections(Host host, Plan plan) throws UnreadableException {
        long most = host.number("/proc/sys/fs/file-max");
        return (most - inUse(host)) / plan.role().ends();
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long most = host.number("/proc/sys/fs/file-max");
        long need = inUse(host) + plan.ends() * 11 / 10;
        return Finding.of(
                        Verdict.ofBound(mostConnections(host, plan), plan.connections(), most >= need),
                        name(),
                        Figures.count(most),
                        Figures.count(need),
                        "ENFILE, \"Too many open files in system\"; dmesg: \"VFS: file-max limit reached\"",
                        "sysctl -w fs.file-max=" + Sizing.systemFiles(plan.connections()))
                .bounding(mostConnections(host, plan));
    }

    private static long inUse(Host host) throws UnreadableException {
        return host.numbers("/proc/sys/fs/file-nr", 3)[0];
    }
}
