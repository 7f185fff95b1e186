package io.roost.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "0100007F:1B5F, 127.0.0.1:7007",
        "00000000:0050, 0.0.0.0:80",
        "00000000000000000000000000000000:1A0B, [::]:6667",
        "00000000000000000000000001000000:1A0B, [::1]:6667",
        "0000000000000000FFFF00000100007F:1A0B, 127.0.0.1:6667",
        "B80D0120000000000000000001000000:FFFF, [2001:db8::1]:65535"
    })
    void readable_whenKernelText_thenHostAndPort(String hex, String readable) {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);

        assertThat(SocketAddresses.readable(hex)).isEqualTo(readable);
    }

    @Test
    void readable_whenUnspecifiedAddress_thenSameOnEveryMachine() {
        assertThat(SocketAddresses.readable("00000000:1B5F")).isEqualTo("0.0.0.0:7007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0100007F", "0100007G:1B5F", "0100007F:", "1:2"})
    void readable_whenOtherText_thenUnchanged(String text) {
        assertThat(SocketAddresses.readable(text)).isEqualTo(text);
    }
}
