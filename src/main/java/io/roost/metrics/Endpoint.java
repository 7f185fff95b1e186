package io.roost.metrics;

/** One page of the admin listener. Runs on the admin loop. */
public interface Endpoint {
    /** What to answer now. */
    Page page();

    /**
     * An answer.
     *
     * @param status HTTP's
     * @param contentType with its charset
     */
    record Page(int status, String contentType, String body) {
        static final String PLAIN = "text/plain; charset=utf-8";
    }
}
