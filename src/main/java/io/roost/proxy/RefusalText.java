package io.roost.proxy;

/** How a service says no, before any word was spoken. */
@FunctionalInterface
public interface RefusalText {
    /**
     * The bytes to send; none where the service has no words.
     *
     * @param status of HTTP, where that is spoken
     * @param retryAfterSeconds 0: nothing is said of it
     */
    byte[] of(int status, int retryAfterSeconds, String sentence);
}
