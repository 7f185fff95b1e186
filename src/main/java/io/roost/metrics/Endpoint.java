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
    record Page(int status, String contentType, byte[] body) {
        static final String PLAIN = "text/plain; charset=utf-8";

        /** A text in UTF-8. */
        static Page of(int status, String contentType, String text) {
            return new Page(status, contentType, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
