package io.roost.config;

import java.time.Duration;
import java.util.List;

/**
 * From whom it is believed for whom a connection comes.
 *
 * @param trusted the proxies
 * @param timeout how long the header may take
 */
public record ProxyProtocol(List<AddressBlock> trusted, Duration timeout) {
    /** Whether connections to a listener begin with a header. */
    public enum Use {
        OFF,
        OPTIONAL,
        REQUIRED
    }
}
