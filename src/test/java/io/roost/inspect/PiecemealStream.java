package io.roost.inspect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Answers every read with at most so many bytes. */
final class PiecemealStream extends FilterInputStream {
    private final int pieceBytes;

    PiecemealStream(InputStream in, int pieceBytes) {
        super(in);
        this.pieceBytes = pieceBytes;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, pieceBytes));
    }
}
