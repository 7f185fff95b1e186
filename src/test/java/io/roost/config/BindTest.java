package io.roost.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BindTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7007, 127.0.0.1, 7007",
        "*:0, *, 0",
        "[::1]:65535, ::1, 65535",
        "[::]:1, ::, 1",
        "[fe80::1%eth0.5]:80, fe80::1%eth0.5, 80",
        "roost-0.my_host.example:7, roost-0.my_host.example, 7"
    })
    void parse_whenAnAddressAndAPort_thenBothAndBack(String text, String host, int port) {
        assertThat(Bind.parse(text)).isEqualTo(new Bind(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "7007",
                ":7007",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:65536",
                "127.0.0.1:-1",
                "127.0.0.1:+1",
                "127.0.0.1:7007 ",
                "127.0.0.1:٧",
                "127.0.0.1:99999999999",
                "::1:7007",
                "[]:7007",
                "[::1]7007",
                "[::1:7007",
                "http://host:80",
                "a host:80",
                "\"host:80",
                "&host:80",
                "ho#st:80",
                "host\u0085:80",
                "off"
            })
    void parse_whenAnythingElse_thenNull(String text) {
        assertThat(Bind.parse(text)).isNull();
    }

    @Test
    void toString_whenNone_thenOff() throws BadValueException {
        assertThat(Bind.NONE).hasToString("off");
        assertThat(ValueTypes.BIND_OR_OFF.parse("off").isOff()).isTrue();
        assertThat(new Bind("*", 0).isOff()).isFalse();
    }
}
