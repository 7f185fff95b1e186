package io.roost.server;

/** The server can't start; the message is one sentence for the person who started it. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
