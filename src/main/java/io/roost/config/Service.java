package io.roost.config;

/** What a listener serves. */
public enum Service {
    /** Every byte comes back: RFC 862. */
    ECHO,
    /** Every byte is thrown away: RFC 863. */
    DISCARD,
    /** Characters without end, at the reader's pace: RFC 864. */
    CHARGEN;

    /** As the configuration writes it. */
    public String text() {
        return ValueTypes.hyphenated(this);
    }
}
