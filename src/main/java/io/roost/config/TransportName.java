package io.roost.config;

/** The names that {@code transport} may have. */
public enum TransportName {
    EPOLL,
    EPOLL_LEVEL,
    NIO,
    POLL,
    AUTO;

    /** As the configuration writes it. */
    public String text() {
        return ValueTypes.hyphenated(this);
    }
}
