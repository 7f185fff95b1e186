package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One changed file on a host that has no complaint otherwise. */
class ChecksTest {
    private static final long MILLION = 1_000_000;

    private final FakeHost fake;

    ChecksTest(@TempDir Path root) {
        fake = FakeHost.sane(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open files ceiling | SERVER    | fs/nr_open                       | 1000055  | FAIL",
                "open files ceiling | SERVER    | fs/nr_open                       | 1048576  | WARN",
                "open files ceiling | SERVER    | fs/nr_open                       | 1100000  | OK",
                "system-wide files  | SERVER    | fs/file-max                      | 1000414  | FAIL",
                "system-wide files  | SERVER    | fs/file-max                      | 1000415  | WARN",
                "system-wide files  | SERVER    | fs/file-max                      | 1100415  | OK",
                "system-wide files  | BOTH      | fs/file-max                      | 1999999  | FAIL",
                "system-wide files  | BOTH      | fs/file-max                      | 2100000  | WARN",
                "system-wide files  | BOTH      | fs/file-max                      | 2200415  | OK",
                "epoll watches      | SERVER    | fs/epoll/max_user_watches        | 999999   | FAIL",
                "epoll watches      | SERVER    | fs/epoll/max_user_watches        | 1099999  | WARN",
                "epoll watches      | BOTH      | fs/epoll/max_user_watches        | 1999999  | FAIL",
                "accept backlog     | SERVER    | net/core/somaxconn               | 4096     | WARN",
                "accept backlog     | GENERATOR | net/core/somaxconn               | 4096     | SKIPPED",
                "SYN backlog        | SERVER    | net/ipv4/tcp_max_syn_backlog     | 2048     | WARN",
                "SYN backlog        | SERVER    | net/ipv4/tcp_syncookies          | 0        | WARN",
                "TCP queue memory   | SERVER    | net/ipv4/tcp_mem                 | 1 2 124999 | WARN",
                "orphans            | SERVER    | net/ipv4/tcp_max_orphans         | 99999    | WARN",
                "TIME_WAIT          | GENERATOR | net/ipv4/tcp_max_tw_buckets      | 99999    | WARN",
                "TIME_WAIT          | GENERATOR | net/ipv4/tcp_tw_reuse            | 0        | WARN",
                "TIME_WAIT          | SERVER    | net/ipv4/tcp_tw_reuse            | 0        | SKIPPED",
                "tcp_tw_recycle     | SERVER    | net/ipv4/tcp_tw_recycle          | 1        | WARN",
                "tcp_tw_recycle     | SERVER    | net/ipv4/tcp_tw_recycle          | 0        | OK",
                "connection hash    | SERVER    | net/ipv4/tcp_ehash_entries       | 124999   | WARN",
                "connection hash    | SERVER    | net/ipv4/tcp_ehash_entries       | -262144  | OK",
                "neighbours         | SERVER    | net/ipv4/neigh/default/gc_thresh3 | 128     | WARN",
                "memory maps        | SERVER    | vm/max_map_count                 | 65529    | WARN",
                "threads            | SERVER    | kernel/pid_max                   | 79       | WARN",
                "late port choice   | GENERATOR | kernel/osrelease                 | 4.1.52   | WARN",
                "late port choice   | GENERATOR | kernel/osrelease                 | 4.2.0-rc1 | OK",
                "late port choice   | GENERATOR | kernel/osrelease                 | 10.0     | OK",
                "late port choice   | GENERATOR | kernel/osrelease                 | gentoo   | UNKNOWN",
            })
    void examine_whenASysctlChanges_thenItsStatus(
            String check, Role role, String sysctl, String value, Status expected) {
        fake.with("/proc/sys/" + sysctl, value + "\n");

        assertThat(fake.examine(check, MILLION, role).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000055, FAIL", "1000056, WARN", "1009999, WARN", "1010000, OK"})
    void openFiles_whenNearTheTarget_thenFailsBelowItAndWarnsWithoutHeadroom(long hard, Status expected) {
        assertThat(fake.openFiles(hard)
                        .examine("open files", MILLION, Role.SERVER)
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void openFiles_whenUnlimited_thenBoundsNothing() {
        Finding finding = fake.with(FakeHost.LIMITS, "Max open files   1024   unlimited   files\n")
                .examine("open files", MILLION, Role.SERVER);

        assertThat(finding.status()).isEqualTo(Status.OK);
        assertThat(finding.mostConnections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1199999999, FAIL", "1200000000, OK"})
    void heap_whenNearTheNeed_thenFailsBelowIt(long bytes, Status expected) {
        assertThat(fake.heap(bytes).examine("Java heap", MILLION, Role.SERVER).status())
                .isEqualTo(expected);
    }

    @Test
    void acceptBacklog_whenItOverflowed_thenTheNumberIsShown() {
        fake.with("/proc/net/netstat", "TcpExt: SyncookiesSent ListenOverflows\nTcpExt: 4 136\n");

        assertThat(fake.examine("accept backlog", MILLION, Role.SERVER).current())
                .isEqualTo("65,535, 136 overflows");
    }

    @Test
    void networkBacklog_whenPacketsDrop_thenWarns() {
        fake.with("/proc/net/softnet_stat", "00000009 00000064 00000000\n00000933 00000001 00000001\n");

        Finding finding = fake.examine("network backlog", MILLION, Role.SERVER);

        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.current()).isEqualTo("1,000, 101 drops");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/sysctl.conf", "/etc/sysctl.d/50-old-guide.conf"})
    void timeWaitRecycle_whenStillConfigured_thenSaysItIsIgnored(String file) {
        fake.with(file, "# net.ipv4.tcp_tw_reuse = 1\nnet.ipv4.tcp_tw_recycle = 1\n");

        Finding finding = fake.examine("tcp_tw_recycle", MILLION, Role.SERVER);

        assertThat(finding.current()).isEqualTo("set in " + file);
        assertThat(finding.need()).isEqualTo("ignored since Linux 4.12");
    }

    @Test
    void clockSource_whenSlow_thenWarns() {
        fake.with("/sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");

        assertThat(fake.examine("clock source", MILLION, Role.SERVER).status()).isEqualTo(Status.WARN);
    }

    @Test
    void numa_whenSeveralNodes_thenCounted() {
        fake.with("/sys/devices/system/node/node1/cpulist", "2-3\n").with("/sys/devices/system/node/online", "0-1\n");

        assertThat(fake.examine("NUMA", MILLION, Role.SERVER).current()).isEqualTo("2 nodes");
    }

    @Test
    void threads_whenThePidsCgroupIsTight_thenWarns() {
        fake.with(FakeHost.CGROUP, "0::/app\n").with("/sys/fs/cgroup/app/pids.max", "50\n");

        Finding finding = fake.examine("threads", MILLION, Role.SERVER);

        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.current()).isEqualTo("50");
    }
}
