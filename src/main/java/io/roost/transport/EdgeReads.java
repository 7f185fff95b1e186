package io.roost.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * Decides how much to read and when a socket is drained. A read that leaves room in its buffer has
 * emptied the socket (epoll(7), question 9), so it needs no second recv(2) that only says EAGAIN; the
 * peer's FIN is not missed by that, it comes as EPOLLRDHUP.
 *
 * <p>One handle serves all connections of a loop: its state matters within one read loop only, and one
 * loop reads one socket at a time. An idle connection owns none of it. The loop's buffer is taken again
 * when whoever had it is done with it, which for a small message is at the end of its turn.
 *
 * <p>One case the rule does not cover: recv(2) also stops short at an urgent mark (tcp(7)), so bytes
 * behind one wait until the peer sends more or ends.
 *
 * <p><b>Threading:</b> {@link #newHandle} on an event loop.
 */
public final class EdgeReads implements RecvByteBufAllocator {
    private static final int LEAST_BYTES = 2_048;

    /** So many full buffers in one go, then other sockets have their turn; Netty's own default. */
    private static final int READS_PER_TURN = 16;

    /** So many small turns in a row halve the buffer. */
    private static final int SMALL_TURNS = 64;

    private final int maxBytes;
    private final int readsPerTurn;
    private final FastThreadLocal<LoopHandle> handles = new FastThreadLocal<>() {
        @Override
        protected LoopHandle initialValue() {
            return new LoopHandle(maxBytes, readsPerTurn);
        }

        /** When the loop's thread ends. */
        @Override
        protected void onRemoval(LoopHandle handle) {
            handle.release();
        }
    };

    /** Buffers of up to {@code maxBytes} bytes. */
    public EdgeReads(int maxBytes) {
        this(maxBytes, READS_PER_TURN);
    }

    /** At most so many reads of one socket before the others have their turn. */
    EdgeReads(int maxBytes, int readsPerTurn) {
        this.maxBytes = maxBytes;
        this.readsPerTurn = readsPerTurn;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface's own return type
    public Handle newHandle() {
        return handles.get();
    }

    /** Event loop only. */
    private static final class LoopHandle implements ExtendedHandle {
        private final int leastBytes;
        private final int maxBytes;
        private final int readsPerTurn;
        private int bufferBytes;
        private int attemptedBytes;
        private int lastBytes;
        private int turnBytes;
        private int reads;
        private int smallTurns;
        private @Nullable ByteBuf reusable;

        @SuppressWarnings("NullAway.Init") // reset() precedes every read loop
        private ChannelConfig config;

        LoopHandle(int maxBytes, int readsPerTurn) {
            this.maxBytes = maxBytes;
            this.readsPerTurn = readsPerTurn;
            this.leastBytes = Math.min(LEAST_BYTES, maxBytes);
            this.bufferBytes = leastBytes;
        }

        /** The loop's own buffer, if all that was read into it before is sent or thrown away by now. */
        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            ByteBuf buffer = reusable;
            if (buffer != null && buffer.refCnt() == 1 && buffer.capacity() == bufferBytes) {
                return buffer.clear().retain();
            }
            release();
            ByteBuf fresh = allocator.ioBuffer(bufferBytes);
            reusable = fresh.retain();
            return fresh;
        }

        void release() {
            ByteBuf buffer = reusable;
            if (buffer != null) {
                reusable = null;
                buffer.release();
            }
        }

        @Override
        public int guess() {
            return bufferBytes;
        }

        @Override
        public void reset(ChannelConfig channelConfig) {
            config = channelConfig;
            reads = 0;
            turnBytes = 0;
        }

        @Override
        public void incMessagesRead(int count) {
            reads += count;
        }

        @Override
        public void lastBytesRead(int bytes) {
            lastBytes = bytes;
            if (bytes > 0) {
                turnBytes += bytes;
                if (bytes == attemptedBytes && bytes >= bufferBytes) {
                    bufferBytes = Math.min(maxBytes, bufferBytes * 4);
                    smallTurns = 0;
                }
            }
        }

        @Override
        public int lastBytesRead() {
            return lastBytes;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attemptedBytes = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attemptedBytes;
        }

        @Override
        public boolean continueReading() {
            return lastBytes == attemptedBytes && reads < readsPerTurn && config.isAutoRead();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return continueReading();
        }

        /** Netty reads again, edge-triggered, while the last read is reported to have brought anything. */
        @Override
        public void readComplete() {
            if (lastBytes > 0 && lastBytes < attemptedBytes) {
                lastBytes = 0;
            }
            if (turnBytes > bufferBytes / 4) {
                smallTurns = 0;
            } else if (bufferBytes > leastBytes && ++smallTurns >= SMALL_TURNS) {
                bufferBytes = Math.max(leastBytes, bufferBytes / 2);
                smallTurns = 0;
            }
        }
    }
}
