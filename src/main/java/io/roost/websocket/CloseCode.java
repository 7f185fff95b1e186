package io.roost.websocket;

/** Why a WebSocket is closed, as the peer is told: RFC 6455 § 7.4.1. */
enum CloseCode {
    NORMAL(1000),
    GOING_AWAY(1001),
    PROTOCOL_ERROR(1002),
    INVALID_TEXT(1007),
    POLICY(1008),
    TOO_BIG(1009),
    FAULT(1011);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Whether a peer may give this reason: those that the RFC or IANA has, and those left to applications. */
    static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006)
                || (code >= 3000 && code <= 4999);
    }
}
