package io.roost.inspect;

import java.io.IOException;

/** A process that is not there or may not be read; the message is a sentence for the user. */
public final class ProcessUnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    ProcessUnreadableException(String sentence) {
        super(sentence);
    }
}
