package io.roost.transport;

import io.roost.config.TransportName;
import org.jspecify.annotations.Nullable;

/** The transport that was asked for can't be had here; nothing slower is taken in silence. */
public final class TransportUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    TransportUnavailableException(TransportName name, @Nullable Throwable cause) {
        super(
                "transport " + name.text() + " is not available: " + rootOf(cause)
                        + "; mend that, or choose transport=auto to fall back to nio",
                cause);
    }

    TransportUnavailableException(Transport transport, String what) {
        super("transport " + transport.text() + " does not work here: " + what);
    }

    /** The innermost cause in a few words. */
    static String rootOf(@Nullable Throwable cause) {
        if (cause == null) {
            return "no cause given";
        }
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
