package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConntrackCheckTest {
    private final FakeHost fake;

    ConntrackCheckTest(@TempDir Path root) {
        fake = FakeHost.sane(root);
    }

    @Test
    void examine_whenNotLoaded_thenOkAndNoBound() {
        Finding finding = examine();

        assertThat(finding.status()).isEqualTo(Status.OK);
        assertThat(finding.mostConnections()).isEmpty();
    }

    @Test
    void examine_whenNoRuleTracks_thenOkAndNoBound() {
        table(262_144, 0);

        assertThat(examine().status()).isEqualTo(Status.OK);
        assertThat(examine().mostConnections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"262144, FAIL", "1000099, FAIL", "1000100, WARN", "1299999, WARN", "1300000, OK"})
    void examine_whenRulesTrack_thenTheFreeEntriesBound(long max, Status expected) {
        table(max, 100);

        assertThat(examine().status()).isEqualTo(expected);
        assertThat(examine().mostConnections()).hasValue(max - 100);
    }

    @Test
    void examine_whenAContainerSeesOnlyItsOwnCount_thenUnknown() {
        table(262_144, 0);

        fake.inContainer();

        assertThat(examine().current()).isEqualTo("unknown (host setting)");
    }

    @Test
    void examine_whenAContainerSeesALargeEnoughTable_thenOk() {
        table(2_097_152, 0);

        fake.inContainer();

        assertThat(examine().status()).isEqualTo(Status.OK);
    }

    private void table(long max, long count) {
        fake.with("/proc/sys/net/netfilter/nf_conntrack_max", max + "\n")
                .with("/proc/sys/net/netfilter/nf_conntrack_count", count + "\n");
    }

    private Finding examine() {
        return fake.examine("conntrack", 1_000_000, Role.SERVER);
    }
}
