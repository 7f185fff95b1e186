package io.roost.limits;

/** The limit that one more connection would be over, and what its peer is told. */
public enum Excess {
    /** {@code limits.connections}. */
    FULL(503, 10, "The server is full"),

    /** What {@code overload} allows the server to bear. */
    OVERLOAD(503, 10, "The server is overloaded"),

    /** {@code limits.per-address}. */
    ADDRESS(429, 60, "Too many connections from your address"),

    /** {@code limits.per-network}. */
    NETWORK(429, 60, "Too many connections from your network"),

    /** {@code limits.connect-rate}. */
    RATE(429, 30, "You connect too often, wait a while");

    private final int status;
    private final int retryAfterSeconds;
    private final String sentence;

    Excess(int status, int retryAfterSeconds, String sentence) {
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
        this.sentence = sentence;
    }

    /** Where HTTP is spoken: RFC 9110, 15.6.4, and RFC 6585, 4. */
    public int status() {
        return status;
    }

    /** When it may be worth another try: RFC 9110, 10.2.3. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** For a person, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
