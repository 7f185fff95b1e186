package io.roost.config;

import io.roost.config.RoostConfig.Over;

/** What a listener serves. */
public enum Service {
    /** Every byte comes back: RFC 862. */
    ECHO,
    /** Every byte is thrown away: RFC 863. */
    DISCARD,
    /** Characters without end, at the reader's pace: RFC 864. */
    CHARGEN,
    /** Channels and messages over IRC: RFC 1459 and its successors. */
    CHAT,
    /** The same channels for a bare nc or telnet. */
    TALK,
    /** A target for HTTP load tools: RFC 9110 and 9112. */
    HTTP;

    /** Where it listens unless told otherwise. */
    Bind defaultBind(Over over) {
        return switch (this) {
            case CHAT -> new Bind("127.0.0.1", over == Over.WEBSOCKET ? 8080 : 6667);
            case TALK -> new Bind("127.0.0.1", 2323);
            case HTTP -> new Bind("127.0.0.1", 8088);
            default -> new Bind("127.0.0.1", over == Over.WEBSOCKET ? 8007 : 7007);
        };
    }

    /** Whether it is made of messages, or may be cut into them anywhere. */
    boolean goesOver(Over over) {
        return over == Over.TCP || this == CHAT || this == ECHO;
    }

    /** As the configuration writes it. */
    public String text() {
        return ValueTypes.hyphenated(this);
    }
}
