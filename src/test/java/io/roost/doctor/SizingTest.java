package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizingTest {
    /** What is advised must be enough, with headroom, for the same target and both ends. */
    @ParameterizedTest
    @ValueSource(longs = {1, 500, 10_000, 262_144, 1_000_000, 10_000_000, Plan.MOST_CONNECTIONS})
    void everyValue_whenSetAsAdvised_thenTheChecksAgree(long connections, @TempDir Path root) {
        Diagnosis diagnosis = FakeHost.sane(root)
                .heap(Long.MAX_VALUE)
                .openFiles(Sizing.openFiles(connections))
                .with(FakeHost.MEMORY, "MemAvailable: 99999999999 kB\n")
                .with("/proc/sys/fs/nr_open", Sizing.openFilesCeiling(connections) + "\n")
                .with("/proc/sys/fs/file-max", Sizing.systemFiles(connections) + "\n")
                .with("/proc/sys/fs/epoll/max_user_watches", Sizing.epollWatches(connections) + "\n")
                .with("/proc/sys/net/core/somaxconn", Sizing.backlog(connections) + "\n")
                .with("/proc/sys/net/ipv4/tcp_max_syn_backlog", Sizing.backlog(connections) + "\n")
                .with("/proc/sys/net/ipv4/tcp_max_orphans", Sizing.closingSockets(connections) + "\n")
                .with("/proc/sys/net/ipv4/tcp_max_tw_buckets", Sizing.closingSockets(connections) + "\n")
                .with("/proc/sys/net/ipv4/tcp_ehash_entries", Sizing.closingSockets(2 * connections) + "\n")
                .with("/proc/sys/net/ipv4/tcp_mem", "1 2 999999999\n")
                .with("/proc/sys/net/netfilter/nf_conntrack_max", Sizing.trackedConnections(connections) + "\n")
                .with("/proc/sys/net/netfilter/nf_conntrack_count", "1\n")
                .examine(connections, Role.BOTH);

        assertThat(diagnosis.findings())
                .allSatisfy(finding -> assertThat(finding.status()).isEqualTo(Status.OK));
    }
}
