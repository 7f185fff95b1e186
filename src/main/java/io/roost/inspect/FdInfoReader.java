package io.roost.inspect;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the interest list of an epoll instance from {@code /proc/PID/fdinfo/FD} as a stream: one fixed buffer, no
 * object per line, so a million registrations cost no more memory than one.
 *
 * <p>A registration is one line, described in proc_pid_fdinfo(5); {@code tfd} is decimal, all else hexadecimal:
 * <pre>
 * tfd:       57 events: 80002019 data:     7f0c00000039  pos:0 ino:1f5e sdev:9
 * </pre>
 * Lines that are not of this form are skipped, and so is a last line without its end.
 */
final class FdInfoReader {
    /** Receives one registration. */
    interface Sink {
        /**
         * @param target the number that the descriptor had when it was registered
         * @param inode 0 if the kernel does not say (before Linux 4.12)
         * @param device the file system of the inode, as the kernel numbers it
         */
        void registration(int target, int events, long inode, int device) throws IOException;
    }

    private static final int BUFFER_BYTES = 64 * 1024;

    private static final long TARGET = 't' << 16 | 'f' << 8 | 'd';
    private static final long INODE = 'i' << 16 | 'n' << 8 | 'o';
    private static final long DEVICE = 's' << 24 | 'd' << 16 | 'e' << 8 | 'v';
    private static final long EVENTS =
            ((long) 'e' << 40) | ((long) 'v' << 32) | ('e' << 24 | 'n' << 16 | 't' << 8 | 's');

    private static final int SEEN_TARGET = 1;
    private static final int SEEN_EVENTS = 2;
    private static final int COMPLETE = SEEN_TARGET | SEEN_EVENTS;

    private final Sink sink;

    /** The key's last eight characters, one a byte: every key of the format fits. */
    private long key;

    private boolean inValue;
    private int digits;
    private long value;

    private int seen;
    private boolean malformed;
    private int target;
    private int events;
    private long inode;
    private int device;

    FdInfoReader(Sink sink) {
        this.sink = sink;
    }

    /** Reads to the end of the stream; does not close it. */
    void read(InputStream fdinfo) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = fdinfo.read(buffer); length >= 0; length = fdinfo.read(buffer)) {
            for (int i = 0; i < length; i++) {
                next(buffer[i]);
            }
        }
    }

    private void next(byte b) throws IOException {
        if (b == '\n') {
            endOfLine();
        } else if (b == ' ' || b == '\t') {
            endOfWord();
        } else if (inValue) {
            digit(b);
        } else if (b == ':') {
            inValue = true;
        } else {
            key = key << 8 | (b & 0xff);
        }
    }

    private void digit(byte b) {
        int radix = key == TARGET ? 10 : 16;
        int digit = Character.digit(b, radix);
        digits++;
        malformed |= digit < 0 && isWanted();
        value = value * radix + digit;
    }

    /** Blanks between a colon and its value are padding: the word goes on. */
    private void endOfWord() {
        if (inValue && digits == 0) {
            return;
        }
        endOfPair();
    }

    private void endOfPair() {
        malformed |= digits > 16 && isWanted();
        if (digits == 0) {
            malformed |= inValue && isWanted();
        } else if (key == TARGET) {
            malformed |= value > Integer.MAX_VALUE;
            target = (int) value;
            seen |= SEEN_TARGET;
        } else if (key == EVENTS) {
            malformed |= value != (value & 0xffffffffL);
            events = (int) value;
            seen |= SEEN_EVENTS;
        } else if (key == INODE) {
            inode = value;
        } else if (key == DEVICE) {
            device = (int) value;
        }
        key = 0;
        inValue = false;
        digits = 0;
        value = 0;
    }

    private boolean isWanted() {
        return key == TARGET || key == EVENTS || key == INODE || key == DEVICE;
    }

    private void endOfLine() throws IOException {
        endOfPair();
        if (seen == COMPLETE && !malformed) {
            sink.registration(target, events, inode, device);
        }
        seen = 0;
        malformed = false;
        inode = 0;
        device = 0;
    }
}
