package io.roost.irc.wire;

/** How long things may be, in bytes: RFC 1459 § 2.3 and IRCv3 message-tags. */
public final class WireLimits {
    /** A line without tags and without its CR LF. */
    public static final int BODY = 510;

    /** All tags of a client, without the {@code @} before and the space behind them. */
    public static final int CLIENT_TAGS = 4_094;

    /** All tags of a line with the {@code @} and the space. */
    public static final int ALL_TAGS = 8_191;

    /** No line of a client is kept longer than this. */
    public static final int LINE = ALL_TAGS + BODY;

    /** Parameters of a line. */
    public static final int PARAMETERS = 15;

    private WireLimits() {}
}
