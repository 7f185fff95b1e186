package io.roost.doctor;

/** IP_BIND_ADDRESS_NO_PORT, ip(7): lets a source address be chosen without taking a port from all destinations. */
final class LateBindCheck implements Check {
    private static final String RELEASE = "/proc/sys/kernel/osrelease";

    @Override
    public String name() {
        return "late port choice";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (!plan.role().dials()) {
            return Finding.skipped(name(), "only a generator chooses source addresses");
        }
        String release = host.text(RELEASE);
        return Finding.of(
                Verdict.warnUnless(atLeast4Dot2(release)),
                name(),
                "Linux " + release,
                "4.2",
                "EADDRINUSE, \"Address already in use\" after one port range, although servers differ",
                "a newer kernel, or one source address for each server port");
    }

    private static boolean atLeast4Dot2(String release) throws UnreadableException {
        String[] parts = release.split("[^0-9]+", 3);
        try {
            int major = Integer.parseInt(parts[0]);
            return major > 4 || (major == 4 && parts.length > 1 && Integer.parseInt(parts[1]) >= 2);
        } catch (NumberFormatException notAVersion) {
            throw new UnreadableException(RELEASE + ": '" + release + "' is not a version");
        }
    }
}
