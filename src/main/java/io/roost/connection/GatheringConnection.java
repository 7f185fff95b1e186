package io.roost.connection;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose output is gathered over a turn of its loop and sent once, and bounded:
 *
 * <ol>
 *   <li>What is handed over keeps its order.
 *   <li>An idle connection owns no buffer.
 *   <li>A peer that lets more wait than its {@link SendQueue} allows is told so and closed; what comes
 *       after that is dropped. When all together let too much wait, there is no time to take what it is told.
 *   <li>While output waits in the socket, the peer is not read.
 * </ol>
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of what is gathered. <b>Position:</b> last station.
 */
public abstract class GatheringConnection extends Connection {
    /** Up to this, copying beats a view of a shared buffer and a queue entry of its own. */
    private static final int COPY_BYTES = 4_096;

    private static final int LEAST_BYTES = 256;

    /** How long one that fell behind may still take to read why it is closed. */
    private static final int LAST_SECONDS = 5;

    private @Nullable ByteBuf gathered;

    protected GatheringConnection(Terms terms) {
        super(terms);
    }

    /** How much may wait. */
    protected abstract SendQueue sendQueue();

    /** The last that a peer is told which did not keep up; is taken over. */
    protected abstract ByteBuf overflowNotice();

    /** Where to write what is to be sent, whole lines only; sent when the turn ends. */
    protected final ByteBuf gather() {
        ByteBuf buffer = gathered;
        if (buffer == null) {
            buffer = context().alloc().directBuffer(LEAST_BYTES);
            gathered = buffer;
            flushLater();
        }
        return buffer;
    }

    /** Bytes that are gathered by now. */
    protected final int gatheredBytes() {
        return gathered == null ? 0 : gathered.writerIndex();
    }

    /** Makes of what was gathered what the peer gets, before it is sent. */
    protected void encode(ByteBuf whole) {}

    /**
     * Sends a part of a shared buffer, which is not taken over.
     *
     * @param isLast whether nothing more is expected in this turn: then it need not wait for more
     */
    protected final void share(ByteBuf shared, int from, int to, boolean isLast) {
        if (isEnding() || !context().channel().isActive()) {
            return;
        }
        boolean isSmall = to - from <= COPY_BYTES && !isBehind();
        if (isSmall && (gathered != null || !isLast)) {
            gather().writeBytes(shared, from, to - from);
            return;
        }
        sendGathered();
        if (!send(shared, from, to)) {
            flushLater();
            checkQueue();
        }
    }

    /** To be called when bytes came: one whose own output waits is read no further. */
    protected final void pauseIfBehind() {
        if (isBehind() && !is(PAUSED)) {
            set(PAUSED);
            pauseReading();
        }
    }

    @Override
    protected void spaceCame() {
        if (is(PAUSED)) {
            clear(PAUSED);
            resumeReading();
        }
    }

    @Override
    protected void sayGoodbye(DisconnectReason why) {
        sendGathered();
    }

    @Override
    protected void ended() {
        ByteBuf buffer = gathered;
        if (buffer != null) {
            gathered = null;
            buffer.release();
        }
    }

    /** By the turn's end. */
    final void flushGathered() {
        clear(GATHERED);
        if (!context().channel().isActive()) {
            ended();
            return;
        }
        sendGathered();
        if (isUnflushed()) {
            flush();
            checkQueue();
        }
    }

    private void flushLater() {
        if (!is(GATHERED)) {
            set(GATHERED);
            terms().lane().turn().flushLater(this);
        }
    }

    private void sendGathered() {
        ByteBuf buffer = gathered;
        if (buffer != null) {
            gathered = null;
            if (isEnding()) {
                buffer.release();
            } else if (buffer.isReadable()) {
                encode(buffer);
                send(buffer);
            } else {
                buffer.release();
            }
        }
    }

    private void checkQueue() {
        int waiting = countUnsentBytes();
        SendQueue limits = sendQueue();
        if (isEnding() || !(limits.isOverOfOne(waiting) || limits.isOverOfAll(waiting))) {
            return;
        }
        var unused = context().write(overflowNotice(), context().voidPromise());
        disconnectWhenSent(DisconnectReason.SEND_QUEUE);
        if (limits.isOverOfAll(waiting)) {
            // What waits has to be given back at once.
            Disconnector.disconnect(this, DisconnectReason.SEND_QUEUE);
            return;
        }
        Runnable cut = () -> Disconnector.disconnect(this, DisconnectReason.SEND_QUEUE);
        var unusedToo = context().executor().schedule(cut, LAST_SECONDS, TimeUnit.SECONDS);
    }
}
