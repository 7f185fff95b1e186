package io.roost.toxic;

/** What was written is no toxic; the message says what was expected instead. */
public final class ToxicException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what was expected. */
    public ToxicException(String expected) {
        super(expected, null, false, false);
    }

    /** What should have been there. */
    public String expected() {
        return String.valueOf(getMessage());
    }
}
