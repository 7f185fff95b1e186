package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
    private static final long MILLION = 1_000_000;

    private final Path root;
    private final FakeHost fake;

    DoctorTest(@TempDir Path root) {
        this.root = root;
        fake = FakeHost.sane(root);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SERVER", "BOTH"})
    void examine_whenEveryLimitIsHighEnough_thenNoComplaint(Role role) {
        assertThat(fake.examine(MILLION, role).findings())
                .extracting(Finding::status)
                .containsOnly(role == Role.BOTH ? new Status[] {Status.OK} : new Status[] {Status.OK, Status.SKIPPED});
    }

    @Test
    void examine_whenOnlyOpenFilesAreTooFew_thenExactlyOneFailureAndItIsTheLimit() {
        Diagnosis diagnosis = fake.openFiles(20_000).examine(MILLION, Role.SERVER);

        assertThat(diagnosis.count(Status.FAIL)).isOne();
        assertThat(diagnosis.count(Status.WARN)).isZero();
        assertThat(diagnosis.worst()).isEqualTo(Status.FAIL);
        assertThat(diagnosis.findings().get(0).check()).isEqualTo("open files");
        assertThat(diagnosis.headline()).isEqualTo("This host can hold 19,944 connections now, limited by open files");
    }

    @Test
    void examine_whenInAContainer_thenHostSettingsAreUnknownAndNoComplaint() {
        Diagnosis diagnosis = fake.inContainer().examine(MILLION, Role.SERVER);

        assertThat(diagnosis.worst()).isEqualTo(Status.UNKNOWN);
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.status() == Status.UNKNOWN)
                .allSatisfy(finding -> assertThat(finding.current()).isEqualTo("unknown (host setting)"))
                .extracting(Finding::check)
                .containsExactly("conntrack", "TCP queue memory", "orphans", "network backlog", "neighbours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-", "1", "0", "-1", "9223372036854775807 9223372036854775807 1"})
    void examine_whenAnyFileHoldsAnything_thenNoCheckThrows(String content) {
        for (String file : fake.with(FakeHost.CGROUP, "0::/\n").files()) {
            FakeHost.sane(root).with(file, content);
            for (Role role : Role.values()) {
                assertThat(fake.examine(MILLION, role).findings()).as(file).hasSameSizeAs(Checks.all());
            }
        }
    }

    @Test
    void examine_whenAnyFileIsMissingOrUnreadable_thenNoCheckFailsOrThrows() {
        for (String file : fake.files()) {
            assertThat(fake.without(file).examine(MILLION, Role.BOTH).count(Status.FAIL))
                    .as(file)
                    .isZero();
            assertThat(fake.unreadable(file).examine(MILLION, Role.BOTH).count(Status.FAIL))
                    .as(file)
                    .isZero();
        }
    }

    @Test
    void oneLineFor_whenEveryLimitIsHighEnough_thenEmpty() {
        assertThat(new Doctor(fake.host()).oneLineFor(MILLION)).isEmpty();
    }

    @Test
    void oneLineFor_whenOpenFilesAreTooFew_thenCauseAndFix() {
        assertThat(new Doctor(fake.openFiles(20_000).host()).oneLineFor(MILLION))
                .contains("1,000,000 connections are configured, but this host can hold 19,944, limited by open files: "
                        + "EMFILE, \"Too many open files\" from accept or connect. "
                        + "Fix: LimitNOFILE=1100000 in a systemd unit, --ulimit nofile=1100000:1100000 for docker run");
    }

    @Test
    void oneLineFor_whenSeveralLimitsAreTooLow_thenTheNarrowest() {
        fake.openFiles(20_000).with("/proc/sys/fs/epoll/max_user_watches", "5000\n");

        assertThat(new Doctor(fake.host()).oneLineFor(MILLION).orElseThrow())
                .contains("can hold 5,000, limited by epoll watches");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE})
    void oneLineFor_whenTheNumberIsNoTarget_thenEmpty(long connections) {
        assertThat(new Doctor(fake.openFiles(1).host()).oneLineFor(connections)).isEmpty();
    }

    @Test
    void oneLineFor_whenNothingCanBeRead_thenEmpty(@TempDir Path empty) {
        assertThat(new Doctor(new Host(empty.toFile(), 2, 6_000_000_000L)).oneLineFor(MILLION))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"open files", "system-wide files", "memory", "Java heap", "epoll watches", "conntrack"})
    void oneLineFor_whenAServerIsBounded_thenItIsAmongTheBoundsItReads(String check) {
        fake.with("/proc/sys/net/netfilter/nf_conntrack_max", "2097152\n")
                .with("/proc/sys/net/netfilter/nf_conntrack_count", "3\n");

        assertThat(fake.examine(check, MILLION, Role.SERVER).mostConnections()).isPresent();
        assertThat(Checks.boundsOfAServer()).extracting(Bound::name).contains(check);
    }

    @Test
    void connectionsWithinOpenFiles_whenOnThisMachine_thenWhatTheJvmHasLessItsOwn() throws Exception {
        Host host = Host.local();

        assertThat(Doctor.ofThisHost().connectionsWithinOpenFiles()).isEqualTo((int)
                Math.min(OpenFilesCheck.hardLimit(host) - OpenFilesCheck.ownFiles(host), Plan.MOST_CONNECTIONS));
    }
}
