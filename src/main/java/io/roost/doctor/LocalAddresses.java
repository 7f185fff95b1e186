package io.roost.doctor;

import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/** The IPv4 addresses from which this host can dial out: "/32 host LOCAL" in /proc/net/fib_trie, less loopback. */
final class LocalAddresses {
    private static final String LEAF = "|-- ";

    private LocalAddresses() {}

    static int count(Host host) throws UnreadableException {
        Set<String> addresses = new HashSet<>();
        String leaf = "";
        StringTokenizer lines = new StringTokenizer(host.text("/proc/net/fib_trie"), "\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken().strip();
            if (line.startsWith(LEAF)) {
                leaf = line.substring(LEAF.length());
            } else if (line.equals("/32 host LOCAL") && !leaf.startsWith("127.")) {
                addresses.add(leaf);
            }
        }
        return addresses.size();
    }
}
