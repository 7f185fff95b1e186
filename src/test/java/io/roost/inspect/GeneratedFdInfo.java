package io.roost.inspect;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** An interest list of any size, made while it is read: descriptor n, edge-triggered, without an object per line. */
final class GeneratedFdInfo extends InputStream {
    private static final int NUMBER_END = 13;

    private final byte[] line = "tfd:        0 events: 80002019 data:                0  pos:0 ino:1f5e sdev:9\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final int lines;
    private int number;
    private int position;

    GeneratedFdInfo(int lines) {
        this.lines = lines;
    }

    @Override
    public int read() {
        if (number == lines) {
            return -1;
        }
        int b = line[position++];
        if (position == line.length) {
            position = 0;
            number++;
            writeNumber();
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count = 0;
        for (int b; count < length && (b = read()) >= 0; count++) {
            buffer[offset + count] = (byte) b;
        }
        return count == 0 ? -1 : count;
    }

    private void writeNumber() {
        int rest = number;
        for (int i = NUMBER_END - 1; rest > 0; i--) {
            line[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
