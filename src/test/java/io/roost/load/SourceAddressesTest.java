package io.roost.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1|127.0.0.1",
                "10.0.0.1,10.0.0.7|10.0.0.1 10.0.0.7",
                "10.0.0.254-10.0.1.1|10.0.0.254 10.0.0.255 10.0.1.0 10.0.1.1",
                "127.0.0.0/30|127.0.0.1 127.0.0.2",
                "10.1.2.3/32|10.1.2.3",
                "127.0.0.1-127.0.0.2,127.0.0.9|127.0.0.1 127.0.0.2 127.0.0.9",
                "::1|0:0:0:0:0:0:0:1"
            })
    void of_whenListRangeOrBlock_thenItsAddresses(String text, String expected) {
        assertThat(String.join(" ", texts(SourceAddresses.of(text)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "127.0.0.1/7",
                "127.0.0.1/33",
                "127.0.0.1/",
                "127.0.0.9-127.0.0.1",
                "300.0.0.1",
                "10.0.0.0/8",
                "1.2.3.4,,5.6.7.8"
            })
    void of_whenNonsense_thenSaysWhatWasExpected(String text) {
        assertThatThrownBy(() -> SourceAddresses.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: addresses of this host");
    }

    @Test
    void ofLoopback_whenAMillion_thenHalfOfThePortsOfEachSuffice() {
        List<InetAddress> addresses = SourceAddresses.ofLoopback(1_000_000, 64_512);
        assertThat(addresses).hasSize(32);
        assertThat(addresses.get(0).getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(addresses.get(31).getHostAddress()).isEqualTo("127.0.0.32");
    }

    private static List<String> texts(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).toList();
    }
}
