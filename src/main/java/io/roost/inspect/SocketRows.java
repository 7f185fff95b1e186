package io.roost.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a socket table of {@code /proc/PID/net} as a stream: one line a socket, columns divided by blanks, see
 * proc_pid_net(5). Takes two columns, the hexadecimal state and the decimal inode; a line where either is not a number,
 * such as the heading, is skipped, and so is inode 0 (a socket that no process holds).
 */
final class SocketRows {
    /** Receives one socket. */
    interface Sink {
        void row(SocketRows row) throws IOException;
    }

    /** {@code tcp}, {@code tcp6}, {@code udp} and {@code udp6} have their address in column 1. */
    static final int ADDRESS_COLUMN = 1;

    private static final int BUFFER_BYTES = 64 * 1024;

    /** An IPv6 address, a colon and a port, in hexadecimal. */
    private static final int ADDRESS_CHARS = 32 + 1 + 4;

    private final int stateColumn;
    private final int inodeColumn;
    private final Sink sink;

    private int column = -1;
    private boolean inWord;
    private boolean malformed;
    private long state;
    private long inode;
    private final byte[] address = new byte[ADDRESS_CHARS];
    private int addressLength;

    SocketRows(int stateColumn, int inodeColumn, Sink sink) {
        this.stateColumn = stateColumn;
        this.inodeColumn = inodeColumn;
        this.sink = sink;
    }

    long state() {
        return state;
    }

    long inode() {
        return inode;
    }

    /** As the kernel writes it, for example {@code 0100007F:1B5F}; makes a string. */
    String address() {
        return new String(address, 0, addressLength, StandardCharsets.US_ASCII);
    }

    /** Reads to the end of the stream; does not close it. */
    void read(InputStream table) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = table.read(buffer); length >= 0; length = table.read(buffer)) {
            for (int i = 0; i < length; i++) {
                next(buffer[i]);
            }
        }
    }

    private void next(byte b) throws IOException {
        if (b == '\n') {
            endOfLine();
        } else if (b == ' ' || b == '\t') {
            inWord = false;
        } else {
            if (!inWord) {
                inWord = true;
                column++;
            }
            inColumn(b);
        }
    }

    private void inColumn(byte b) {
        if (column == stateColumn) {
            state = digit(state, b, 16);
        } else if (column == inodeColumn) {
            inode = digit(inode, b, 10);
        } else if (column == ADDRESS_COLUMN && addressLength < ADDRESS_CHARS) {
            address[addressLength++] = b;
        }
    }

    private long digit(long number, byte b, int radix) {
        int digit = Character.digit(b, radix);
        malformed |= digit < 0;
        return number * radix + digit;
    }

    private void endOfLine() throws IOException {
        if (column >= inodeColumn && !malformed && inode != 0) {
            sink.row(this);
        }
        column = -1;
        inWord = false;
        malformed = false;
        state = 0;
        inode = 0;
        addressLength = 0;
    }
}
