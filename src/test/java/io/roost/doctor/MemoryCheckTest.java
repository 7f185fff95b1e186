package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryCheckTest {
    private static final long MILLION = 1_000_000;
    private static final String V1 = "/sys/fs/cgroup/memory";
    private static final String V2 = "/sys/fs/cgroup";

    private final FakeHost fake;

    MemoryCheckTest(@TempDir Path root) {
        fake = FakeHost.sane(root);
    }

    /** 5,600 bytes each and 200 MB for the process; in kB of 1,024 bytes. */
    @ParameterizedTest
    @CsvSource({
        "5664061, SERVER, FAIL",
        "5664063, SERVER, WARN",
        "6210938, SERVER, OK",
        "11328124, BOTH, FAIL",
        "12421876, BOTH, OK"
    })
    void examine_whenTheHostIsNearTheNeed_thenFailsBelowItAndWarnsWithoutHeadroom(
            long availableKilobytes, Role role, Status expected) {
        fake.with(FakeHost.MEMORY, "MemAvailable:   " + availableKilobytes + " kB\n");

        assertThat(examine(role).status()).isEqualTo(expected);
    }

    @Test
    void examine_whenNoCgroups_thenTheHostDecides() {
        assertThat(examine(Role.SERVER).current()).isEqualTo("25.0 GB");
    }

    @Test
    void examine_whenVersion2Limits_thenLessUsageWithoutDroppablePages() {
        fake.with(FakeHost.CGROUP, "0::/roost\n")
                .with(V2 + "/roost/memory.max", "3000000000\n")
                .with(V2 + "/roost/memory.current", "1000000000\n")
                .with(V2 + "/roost/memory.stat", "anon 5\ninactive_file 500000000\nactive_file 7\n");

        Finding finding = examine(Role.SERVER);

        assertThat(finding.current()).isEqualTo("2.5 GB in cgroup");
        assertThat(finding.mostConnections()).hasValue((2_500_000_000L - 200_000_000) / 5_600);
        assertThat(finding.fixes().get(0)).startsWith("raise the memory limit of the container or unit to 7.3 GB");
    }

    @Test
    void examine_whenAnAncestorLimits_thenThatCounts() {
        fake.with(FakeHost.CGROUP, "0::/system.slice/roost.service\n")
                .with(V2 + "/system.slice/roost.service/memory.max", "max\n")
                .with(V2 + "/system.slice/memory.max", "4000000000\n")
                .with(V2 + "/system.slice/memory.current", "0\n");

        assertThat(examine(Role.SERVER).current()).isEqualTo("4.0 GB in cgroup");
    }

    @Test
    void examine_whenVersion2InAContainer_thenTheRootOfTheMountCounts() {
        fake.with(FakeHost.CGROUP, "0::/../../docker/0123\n")
                .with(V2 + "/memory.max", "2000000000\n")
                .with(V2 + "/memory.current", "0\n");

        assertThat(examine(Role.SERVER).current()).isEqualTo("2.0 GB in cgroup");
    }

    @Test
    void examine_whenVersion1Limits_thenThatCounts() {
        fake.with(FakeHost.CGROUP, "8:pids:/\n4:memory:/docker/0123\n1:cpu,cpuacct:/\n")
                .with(V1 + "/memory.limit_in_bytes", "2000000000\n")
                .with(V1 + "/memory.usage_in_bytes", "700000000\n")
                .with(V1 + "/memory.stat", "inactive_file 1\ntotal_inactive_file 200000000\n");

        assertThat(examine(Role.SERVER).current()).isEqualTo("1.5 GB in cgroup");
    }

    @Test
    void examine_whenVersion1HasNoLimit_thenTheHostDecides() {
        fake.with(FakeHost.CGROUP, "4:memory:/\n")
                .with(V1 + "/memory.limit_in_bytes", "9223372036854771712\n")
                .with(V1 + "/memory.usage_in_bytes", "700000000\n");

        assertThat(examine(Role.SERVER).current()).isEqualTo("25.0 GB");
    }

    @Test
    void examine_whenHybrid_thenVersion1CountsBecauseItHasTheController() {
        fake.with(FakeHost.CGROUP, "4:memory:/app\n0::/app\n")
                .with(V1 + "/app/memory.limit_in_bytes", "1000000000\n")
                .with(V1 + "/app/memory.usage_in_bytes", "0\n")
                .with(V2 + "/app/memory.max", "5000000000\n")
                .with(V2 + "/app/memory.current", "0\n");

        assertThat(examine(Role.SERVER).current()).isEqualTo("1.0 GB in cgroup");
    }

    @Test
    void examine_whenTheLimitCannotBeRead_thenUnknown() {
        fake.with(FakeHost.CGROUP, "0::/\n").unreadable(V2 + "/memory.max");

        Finding finding = examine(Role.SERVER);

        assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
        assertThat(finding.current()).isEqualTo("unknown (/sys/fs/cgroup/memory.max cannot be read)");
    }

    private Finding examine(Role role) {
        return fake.examine("memory", MILLION, role);
    }
}
