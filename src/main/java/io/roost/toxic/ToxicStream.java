package io.roost.toxic;

import java.util.Locale;

/** Which way the bytes go that a toxic spoils. */
public enum ToxicStream {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM;

    /** As it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it is written. */
    public static ToxicStream of(String text) throws ToxicException {
        for (ToxicStream stream : values()) {
            if (stream.text().equals(text)) {
                return stream;
            }
        }
        throw new ToxicException("a stream of upstream or downstream");
    }
}
