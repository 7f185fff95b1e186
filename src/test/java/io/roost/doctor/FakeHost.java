package io.roost.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A tree of files that stands for a host; starts as one that holds a million connections without a complaint. */
final class FakeHost {
    static final String LIMITS = "/proc/self/limits";
    static final String MEMORY = "/proc/meminfo";
    static final String CGROUP = "/proc/self/cgroup";

    private static final int PROCESSORS = 2;
    private static final long HEAP_BYTES = 6_000_000_000L;

    private final Path root;
    private long heapBytes = HEAP_BYTES;

    private FakeHost(Path root) {
        this.root = root;
    }

    static FakeHost sane(Path root) {
        return new FakeHost(root)
                .openFiles(1_100_000)
                .with(MEMORY, "MemTotal:       24684084 kB\nMemFree:        24478072 kB\nMemAvailable:   24413732 kB\n")
                .with("/proc/sys/fs/nr_open", "2200000\n")
                .with("/proc/sys/fs/file-max", "6000000\n")
                .with("/proc/sys/fs/file-nr", "415\t0\t6000000\n")
                .with("/proc/sys/fs/epoll/max_user_watches", "5491511\n")
                .with("/proc/sys/net/core/somaxconn", "65535\n")
                .with("/proc/sys/net/core/netdev_max_backlog", "1000\n")
                .with("/proc/sys/net/ipv4/tcp_max_syn_backlog", "65535\n")
                .with("/proc/sys/net/ipv4/tcp_syncookies", "1\n")
                .with("/proc/sys/net/ipv4/ip_local_port_range", "10000\t65000\n")
                .with("/proc/sys/net/ipv4/ip_local_reserved_ports", "\n")
                .with("/proc/sys/net/ipv4/tcp_mem", "287898\t383867\t575796\n")
                .with("/proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t33554432\n")
                .with("/proc/sys/net/ipv4/tcp_wmem", "4096\t16384\t4194304\n")
                .with("/proc/sys/net/ipv4/tcp_max_orphans", "131072\n")
                .with("/proc/sys/net/ipv4/tcp_max_tw_buckets", "131072\n")
                .with("/proc/sys/net/ipv4/tcp_tw_reuse", "2\n")
                .with("/proc/sys/net/ipv4/tcp_keepalive_time", "7200\n")
                .with("/proc/sys/net/ipv4/tcp_ehash_entries", "262144\n")
                .with("/proc/sys/net/ipv4/neigh/default/gc_thresh3", "1024\n")
                .with("/proc/sys/vm/max_map_count", "65530\n")
                .with("/proc/sys/kernel/threads-max", "192730\n")
                .with("/proc/sys/kernel/pid_max", "32768\n")
                .with("/proc/sys/kernel/osrelease", "6.18.44\n")
                .with("/proc/net/softnet_stat", "00000009 00000000 00000000\n00000933 00000000 00000001\n")
                .with("/proc/net/netstat", "TcpExt: SyncookiesSent ListenOverflows\nTcpExt: 4 0\nIpExt: InNoRoutes\n")
                .addresses("192.0.2.2")
                .with("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n")
                .with("/sys/devices/system/node/node0/cpulist", "0-1\n")
                .with("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
    }

    FakeHost with(String path, String text) {
        try {
            Path file = file(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    FakeHost without(String path) {
        try {
            Files.deleteIfExists(file(path));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A directory in its place: exists, but cannot be read, not even by root. */
    FakeHost unreadable(String path) {
        try {
            Files.createDirectories(without(path).file(path));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    FakeHost openFiles(long hard) {
        return with(
                LIMITS,
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max processes             96365                96365                processes \n"
                        + "Max open files            1024                 " + hard + "                files     \n");
    }

    FakeHost addresses(String... addresses) {
        StringBuilder trie =
                new StringBuilder("Main:\n  +-- 127.0.0.0/31 1 0 0\n     |-- 127.0.0.1\n        /32 host LOCAL\n");
        for (String address : addresses) {
            trie.append("     |-- ").append(address).append("\n        /32 host LOCAL\n");
        }
        return with(
                "/proc/net/fib_trie", trie + "Local:\n" + trie + "     |-- 192.0.2.255\n        /32 link BROADCAST\n");
    }

    FakeHost heap(long bytes) {
        heapBytes = bytes;
        return this;
    }

    /** What a container with its own network cannot see. */
    FakeHost inContainer() {
        return without("/proc/sys/net/ipv4/tcp_mem")
                .without("/proc/sys/net/ipv4/tcp_max_orphans")
                .without("/proc/sys/net/core/netdev_max_backlog")
                .without("/proc/sys/net/ipv4/neigh/default/gc_thresh3");
    }

    List<String> files() {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> "/" + root.relativize(file))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Host host() {
        return new Host(root.toFile(), PROCESSORS, heapBytes);
    }

    Diagnosis examine(long connections, Role role) {
        return new Doctor(host()).examine(Plan.of(connections, role));
    }

    Finding examine(String check, long connections, Role role) {
        return examine(connections, role).findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private Path file(String path) {
        return root.resolve(path.substring(1));
    }
}
