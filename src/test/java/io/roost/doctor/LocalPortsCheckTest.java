package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalPortsCheckTest {
    private final FakeHost fake;

    LocalPortsCheckTest(@TempDir Path root) {
        fake = FakeHost.sane(root).with("/proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
    }

    @Test
    void examine_whenAServer_thenSkipped() {
        assertThat(examine(1_000_000, Role.SERVER).status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void examine_whenAGeneratorHasOneAddress_thenItsPortsBound() {
        Finding finding = examine(1_000_000, Role.GENERATOR);

        assertThat(finding.status()).isEqualTo(Status.FAIL);
        assertThat(finding.current()).isEqualTo("28,232 x 1 address");
        assertThat(finding.need()).isEqualTo("36 source addresses for one server port");
        assertThat(finding.mostConnections()).hasValue(28_232);
    }

    @Test
    void examine_whenAGeneratorHasAddressesEnough_thenOk() {
        fake.addresses("192.0.2.2", "192.0.2.3", "192.0.2.4");

        assertThat(examine(84_696, Role.GENERATOR).status()).isEqualTo(Status.OK);
        assertThat(examine(84_697, Role.GENERATOR).status()).isEqualTo(Status.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "28232, 1 source address",
        "56464, load --source-ip 127.0.0.0/30 (2)",
        "1000000, load --source-ip 127.0.0.0/26 (36)"
    })
    void examine_whenBothEndsAreHere_thenLoopbackHasAddressesEnough(long connections, String need) {
        Finding finding = examine(connections, Role.BOTH);

        assertThat(finding.status()).isEqualTo(Status.OK);
        assertThat(finding.need()).isEqualTo(need);
        assertThat(finding.mostConnections()).isEmpty();
    }

    @Test
    void examine_whenPortsAreReserved_thenOnlyThoseInTheRangeAreMissing() {
        fake.with("/proc/sys/net/ipv4/ip_local_reserved_ports", "8080,32760-32769,40000,60999-61001\n");

        assertThat(examine(1_000_000, Role.BOTH).current()).isEqualTo("28,228");
    }

    @Test
    void examine_whenAllPortsAreReserved_thenFails() {
        fake.with("/proc/sys/net/ipv4/ip_local_reserved_ports", "1-65535\n");

        assertThat(examine(1_000_000, Role.BOTH).status()).isEqualTo(Status.FAIL);
    }

    private Finding examine(long connections, Role role) {
        return fake.examine("local ports", connections, role);
    }
}
