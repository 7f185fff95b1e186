package io.roost.connection;

import java.time.Duration;

/**
 * How long the connections of a listener may take. Zero stands for no limit.
 *
 * @param idle without a byte in either direction, then closed
 * @param lifetime from the admission, then closed
 * @param admission until the service has admitted the peer, which it does by {@link Connection#admit}
 * @param ping without a byte from the peer, then asked whether it lives; after as long again, closed
 * @param request from the first byte of a request that the peer has begun until it is whole, as far as the service says by
 *     {@link Connection#expectRest}
 */
public record Times(Duration idle, Duration lifetime, Duration admission, Duration ping, Duration request) {
    /** Of a service that waits for the rest of no request. */
    public Times(Duration idle, Duration lifetime, Duration admission, Duration ping) {
        this(idle, lifetime, admission, ping, Duration.ZERO);
    }

    /** Of a service that admits everyone and asks nobody. */
    public static Times of(Duration idle, Duration lifetime) {
        return new Times(idle, lifetime, Duration.ZERO, Duration.ZERO);
    }
}
