package io.roost.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Where the limits of one controller of this process are, cgroups(7).
 *
 * <p>Version 1 when /proc/self/cgroup names the controller, else version 2. In a container that shares the host's
 * cgroup namespace the path does not exist below the mount, but the mount is the container's own group: hence every
 * directory from the own one up to the root of the mount counts, and those that do not exist are passed over.
 *
 * <p>{@code concat} instead of +, here and in {@link MemoryCgroup}: the first + of a JVM costs 5 ms of class loading,
 * and these two run at every start of a server.
 *
 * @param directories own group first; empty without cgroups
 */
record Cgroup(boolean version2, List<String> directories) {
    private static final String MOUNT = "/sys/fs/cgroup";

    static Cgroup of(Host host, String controller) {
        String version2Path = null;
        StringTokenizer lines = new StringTokenizer(membership(host), "\n");
        while (lines.hasMoreTokens()) {
            String[] parts = lines.nextToken().split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (List.of(parts[1].split(",")).contains(controller)) {
                return new Cgroup(false, upwards(MOUNT.concat("/").concat(controller), parts[2]));
            }
            if (parts[0].equals("0")) {
                version2Path = parts[2];
            }
        }
        return new Cgroup(true, version2Path == null ? List.of() : upwards(MOUNT, version2Path));
    }

    private static String membership(Host host) {
        try {
            return host.text("/proc/self/cgroup");
        } catch (UnreadableException none) {
            return "";
        }
    }

    private static List<String> upwards(String mount, String path) {
        List<String> directories = new ArrayList<>();
        String rest = path.contains("..") ? "" : path;
        while (rest.length() > 1) {
            directories.add(mount.concat(rest));
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('/')));
        }
        directories.add(mount);
        return List.copyOf(directories);
    }
}
