package io.roost.doctor;

import java.util.ArrayList;
import java.util.List;

/** tcp_tw_recycle: old guides still set it; it broke clients behind NAT and went with Linux 4.12. */
final class TimeWaitRecycleCheck implements Check {
    private static final String SWITCH = "tcp_tw_recycle";
    private static final String KERNEL_FILE = "/proc/sys/net/ipv4/" + SWITCH;
    private static final String DIRECTORY = "/etc/sysctl.d/";

    @Override
    public String name() {
        return SWITCH;
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        if (host.has(KERNEL_FILE)) {
            return Finding.of(
                    Verdict.warnUnless(host.number(KERNEL_FILE) == 0),
                    name(),
                    host.text(KERNEL_FILE),
                    "0; ignored since Linux 4.12",
                    "connects from clients behind one NAT address fail at random",
                    "sysctl -w net.ipv4.tcp_tw_recycle=0");
        }
        for (String file : settings(host)) {
            if (sets(host, file)) {
                return Finding.ok(name(), "set in " + file, "ignored since Linux 4.12");
            }
        }
        return Finding.ok(name(), "not set", "ignored since Linux 4.12");
    }

    private static List<String> settings(Host host) {
        List<String> files = new ArrayList<>(List.of("/etc/sysctl.conf"));
        for (String name : host.names(DIRECTORY)) {
            files.add(DIRECTORY + name);
        }
        return files;
    }

    private static boolean sets(Host host, String file) {
        try {
            return host.text(file).lines().anyMatch(line -> !line.startsWith("#") && line.contains(SWITCH));
        } catch (UnreadableException notOurs) {
            return false;
        }
    }
}
