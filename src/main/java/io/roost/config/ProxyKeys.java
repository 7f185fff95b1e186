package io.roost.config;

import java.time.Duration;
import java.util.List;

/** The keys of the PROXY protocol, in the order of the shipped file. */
final class ProxyKeys {
    static final ConfigKey<List<AddressBlock>> TRUSTED = new ConfigKey<>(
            "proxy-protocol.trusted",
            ValueTypes.ADDRESS_BLOCKS_OR_OFF,
            List.of(),
            "Proxies whose header is taken; from anybody else it is refused. No limit of addresses holds for themselves.");
    static final ConfigKey<Duration> TIMEOUT = new ConfigKey<>(
            "proxy-protocol.timeout",
            new DurationType(Duration.ofMillis(100), Duration.ofHours(1), false),
            Duration.ofSeconds(5),
            "How long the header may take, up to 5 % longer; where it is optional, a peer that has said nothing by then is"
                    + " served without.");

    static final List<ConfigKey<?>> ALL = List.of(TRUSTED, TIMEOUT);

    private ProxyKeys() {}

    static ProxyProtocol of(ConfigValues values) {
        return new ProxyProtocol(values.get(TRUSTED), values.get(TIMEOUT));
    }
}
