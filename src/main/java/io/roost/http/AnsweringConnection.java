package io.roost.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Terms;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of an HTTP connection: answers in the order of their requests, gathered over a batch of
 * reads and sent by one write.
 *
 * <ol>
 *   <li>Nothing is made before the socket takes it: of {@code /bytes/N}, one block at a time.
 *   <li>While an answer waits for the socket or for its time, those behind it wait as {@link Answer}s and
 *       pieces of bodies, and the peer is not read: so no more waits than one read has brought.
 *   <li>An idle connection owns no buffer and no queue.
 * </ol>
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of what is gathered and of what waits.
 */
abstract class AnsweringConnection extends Connection {
    /** Up to this a body is copied behind its head: cheaper than a write of its own. */
    private static final int COPY_BYTES = 4_096;

    private static final int GATHER_BYTES = 256;
    private static final int FULL_BYTES = 64 << 10;

    /** Then other connections have their turn. */
    private static final int BLOCKS_PER_TURN = 4;

    private static final AsciiString CONTINUE = new AsciiString("HTTP/1.1 100 Continue\r\n\r\n");
    private static final AsciiString LAST_CHUNK = new AsciiString("0\r\n\r\n");
    private static final short END_OF_LINE = '\r' << 8 | '\n';

    private final LoopCounters counters;
    private @Nullable ByteBuf gathered;
    private @Nullable Queue<Object> waiting;

    /** The echo whose body is being sent. */
    private @Nullable Answer echoing;

    /** Whether even its head is still to be sent. */
    private boolean isHeadDue;

    private boolean isPumpDue;
    private boolean isPaused;
    private boolean isLeaving;
    private long blockBytes;
    private @Nullable Future<?> delay;

    AnsweringConnection(Terms terms) {
        super(terms);
        this.counters = terms.lane().counters();
    }

    /** Everything that was asked is answered and taken by the socket. */
    abstract void caughtUp();

    /** Answers now, or when all before it are. */
    final void offer(Answer answer) {
        offerInOrder(answer);
    }

    /** Sends a piece of a body back behind the answer that was offered last; is not taken over. */
    final void offer(HttpContent piece) {
        offerInOrder(piece);
    }

    /** From now on the last answer says that it is that. */
    final void leaveAfterLast() {
        isLeaving = true;
    }

    /** At the end of a batch of reads. */
    final void settle() {
        sendGathered();
        if (!isBusy()) {
            caughtUp();
        }
    }

    /** Reads on, if reading was paused. */
    final void readOn() {
        if (isPaused) {
            isPaused = false;
            resumeReading();
        }
    }

    @Override
    protected void spaceCame() {
        pump();
    }

    @Override
    protected void sayGoodbye(DisconnectReason why) {
        sendGathered();
    }

    @Override
    protected void ended() {
        if (delay != null) {
            delay.cancel(false);
        }
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
        if (waiting != null) {
            waiting.forEach(ReferenceCountUtil::release);
            waiting = null;
        }
    }

    /** Whether something must be sent before anything else may be. */
    final boolean isBusy() {
        return blockBytes > 0 || isHeldUp() || waiting != null;
    }

    private boolean isHeldUp() {
        return isBehind() || delay != null || isEnding() || !context().channel().isActive();
    }

    private void offerInOrder(Object step) {
        if (isBusy()) {
            if (waiting == null) {
                waiting = new ArrayDeque<>();
            }
            waiting.add(ReferenceCountUtil.retain(step));
        } else {
            perform(step);
            if (blockBytes > 0) {
                pump();
            }
        }
        if (isBusy() && !isPaused) {
            isPaused = true;
            pauseReading();
        }
    }

    /** Goes on where sending was held up. */
    private void pump() {
        for (int blocks = 0; !isHeldUp(); ) {
            if (blockBytes > 0) {
                if (blocks++ == BLOCKS_PER_TURN) {
                    pumpLater();
                    return;
                }
                sendBlock();
            } else if (waiting != null && !waiting.isEmpty()) {
                Object step = waiting.remove();
                perform(step);
                ReferenceCountUtil.release(step);
            } else {
                waiting = null;
                settle();
                return;
            }
        }
    }

    private void pumpLater() {
        if (!isPumpDue) {
            isPumpDue = true;
            context().executor().execute(() -> {
                isPumpDue = false;
                pump();
            });
        }
    }

    private void perform(Object step) {
        if (step instanceof Answer answer) {
            perform(answer);
        } else {
            sendBack((HttpContent) step);
        }
        if (gathered != null && gathered.readableBytes() >= FULL_BYTES) {
            sendGathered();
        }
    }

    private void perform(Answer answer) {
        if (echoing != null && !isHeadDue) {
            // What went wrong with a body whose answer has begun can't be told any more.
            return;
        }
        echoing = null;
        Content content = answer.content();
        if (content instanceof Content.Text text) {
            say(answer, text.text());
        } else if (content instanceof Content.Bytes bytes) {
            appendHead(answer, bytes.count());
            if (!answer.is(Answer.HEAD)) {
                blockBytes = bytes.count();
                appendSmallBlock();
            }
        } else if (content instanceof Content.Echo) {
            echoing = answer;
            isHeadDue = true;
            if (answer.is(Answer.EXPECTED)) {
                ByteBufUtil.copy(CONTINUE, out());
            }
        } else if (content instanceof Content.Delay late) {
            delay = context().executor().schedule(() -> say(answer, late), late.delayMs(), TimeUnit.MILLISECONDS);
        }
    }

    private void say(Answer answer, Content.Delay late) {
        delay = null;
        say(answer, "after " + late.delayMs() + " ms");
        pump();
    }

    private void say(Answer answer, String text) {
        boolean hasBody =
                !text.isEmpty() && ResponseHead.hasBody(answer.content().status());
        appendHead(answer, hasBody ? text.length() + 1 : 0);
        if (hasBody && !answer.is(Answer.HEAD)) {
            out().writeCharSequence(text, StandardCharsets.US_ASCII);
            out().writeByte('\n');
        }
    }

    private void appendHead(Answer answer, long bytes) {
        ResponseHead.append(out(), isLeaving && isLast() ? answer.asLast() : answer, bytes);
        counters.increment(
                switch (answer.content().status() / 100) {
                    case 2 -> LoopCounter.HTTP_2XX;
                    case 3 -> LoopCounter.HTTP_3XX;
                    case 4 -> LoopCounter.HTTP_4XX;
                    default -> LoopCounter.HTTP_5XX;
                });
    }

    private boolean isLast() {
        return waiting == null || waiting.stream().noneMatch(Answer.class::isInstance);
    }

    private void appendSmallBlock() {
        if (blockBytes <= COPY_BYTES) {
            out().writeBytes(Filler.first((int) blockBytes));
            blockBytes = 0;
        }
    }

    private void sendBlock() {
        sendGathered();
        if (isBehind()) {
            return;
        }
        int bytes = (int) Math.min(Filler.BLOCK_BYTES, blockBytes);
        blockBytes -= bytes;
        if (send(Filler.first(bytes))) {
            noteActivity();
        } else {
            flush();
        }
    }

    private void sendBack(HttpContent piece) {
        Answer answer = echoing;
        if (answer == null) {
            return;
        }
        long length = ((Content.Echo) answer.content()).length();
        if (isHeadDue) {
            isHeadDue = false;
            appendHead(answer, length);
        }
        boolean isChunked = length == ResponseHead.CHUNKED && !answer.is(Answer.HTTP_1_0);
        ByteBuf data = piece.content();
        if (data.isReadable()) {
            if (isChunked) {
                out().writeCharSequence(Integer.toHexString(data.readableBytes()), StandardCharsets.US_ASCII);
                out().writeShort(END_OF_LINE);
            }
            append(data);
            if (isChunked) {
                out().writeShort(END_OF_LINE);
            }
        }
        if (piece instanceof LastHttpContent) {
            echoing = null;
            if (isChunked) {
                ByteBufUtil.copy(LAST_CHUNK, out());
            }
        }
    }

    private void append(ByteBuf data) {
        if (data.readableBytes() <= COPY_BYTES) {
            out().writeBytes(data, data.readerIndex(), data.readableBytes());
            return;
        }
        sendGathered();
        if (!send(data.retainedSlice())) {
            flush();
        }
    }

    private ByteBuf out() {
        ByteBuf buffer = gathered;
        if (buffer == null) {
            buffer = context().alloc().directBuffer(GATHER_BYTES);
            gathered = buffer;
        }
        return buffer;
    }

    private void sendGathered() {
        ByteBuf data = gathered;
        if (data != null) {
            gathered = null;
            if (!send(data)) {
                flush();
            }
        }
    }
}
