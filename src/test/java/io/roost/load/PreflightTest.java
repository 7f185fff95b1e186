package io.roost.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final InetSocketAddress TARGET = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);

    @Test
    void of_whenFewConnections_thenNoProblem() {
        Preflight preflight = Preflight.of(Plans.hold(TARGET, 100).plan());

        assertThat(preflight.problems()).isEmpty();
        assertThat(preflight.summary()).startsWith("1 source address x ").contains(" x 1 target = ");
    }

    @Test
    void of_whenOneAddressHasTooFewPorts_thenSaysHowManyAddresses() {
        Preflight preflight =
                Preflight.of(Plans.hold(TARGET, 100_000).sources("127.0.0.1").plan());

        assertThat(preflight.problems()).anySatisfy(problem -> assertThat(problem)
                .startsWith("source ports: 1 source address x ")
                .contains("need 100,000. Fix: ", "addresses for --source-ip", "EADDRNOTAVAIL"));
    }

    @Test
    void of_whenMoreThanAnyProcessMayOpen_thenSaysOpenFiles() {
        Preflight preflight = Preflight.of(Plans.hold(TARGET, 30_000_000).plan());

        assertThat(preflight.problems())
                .anySatisfy(problem -> assertThat(problem).contains("open files", "Fix: "))
                .anySatisfy(problem -> assertThat(problem).contains("heap: ", "java -Xmx"));
    }
}
