package io.roost.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.AddressBlock;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientAddressTest {
    private final ClientAddress addresses = new ClientAddress(List.of(block("127.0.0.1"), block("10.0.0.0/8")));

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 203.0.113.9, 203.0.113.9",
        "127.0.0.1, '203.0.113.9, 10.1.2.3', 203.0.113.9",
        // What the client wrote itself is not believed.
        "127.0.0.1, '192.0.2.1, 203.0.113.9', 203.0.113.9",
        "127.0.0.1, '127.0.0.1, 203.0.113.9, 10.0.0.1', 203.0.113.9",
        "203.0.113.7, 192.0.2.1, 203.0.113.7",
        "127.0.0.1, unknown, 127.0.0.1",
        "127.0.0.1, '203.0.113.9, evil.example', 127.0.0.1",
        "127.0.0.1, 203.0.113.9:4711, 203.0.113.9",
        "127.0.0.1, [2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
        "127.0.0.1, 2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "127.0.0.1, '', 127.0.0.1"
    })
    void client_whenForwarded_thenWhatTheTrustedSay(String peer, String header, String client) {
        InetSocketAddress found = (InetSocketAddress)
                addresses.of(new InetSocketAddress(block(peer).first(), 5), Arrays.asList(header.split(";", -1)));

        assertThat(found.getAddress().getHostAddress()).isEqualTo(client);
    }

    @Test
    void client_whenNobodyIsTrusted_thenThePeer() {
        InetSocketAddress peer = new InetSocketAddress(block("127.0.0.1").first(), 5);

        assertThat(new ClientAddress(List.of()).of(peer, List.of("203.0.113.9")))
                .isSameAs(peer);
    }

    private static AddressBlock block(String text) {
        return Objects.requireNonNull(AddressBlock.parse(text));
    }
}
