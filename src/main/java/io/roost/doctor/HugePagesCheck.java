package io.roost.doctor;

/** Transparent huge pages: for information; "always" makes resident memory, not the need, grow in steps of 2 MB. */
final class HugePagesCheck implements Check {
    private static final String FILE = "/sys/kernel/mm/transparent_hugepage/enabled";

    @Override
    public String name() {
        return "huge pages";
    }

    /** The file lists all modes with the one in force in brackets. */
    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (!host.has(FILE)) {
            return Finding.ok(name(), "none", "madvise or never, for small and steady RSS");
        }
        String modes = host.text(FILE);
        int open = modes.indexOf('[');
        int close = modes.indexOf(']');
        if (open < 0 || close < open) {
            throw new UnreadableException(FILE + ": '" + modes + "' has no mode in brackets");
        }
        return Finding.ok(name(), modes.substring(open + 1, close), "madvise or never, for small and steady RSS");
    }
}
