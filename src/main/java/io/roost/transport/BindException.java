package io.roost.transport;

/** A listener could not be bound; the message is a sentence that says which and what to do. */
public final class BindException extends Exception {
    private static final long serialVersionUID = 1L;

    BindException(String message, Throwable cause) {
        super(message, cause);
    }
}
