package io.roost.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.roost.metrics.LoopCounter;
import java.io.IOException;

/**
 * A served connection, which is its own handler: state and station in one object, since a million of
 * them are held. Registers with its lane, notes activity, and counts.
 *
 * <p>When the socket is full, {@link #flush} waits for space and tells {@link #spaceCame}; meanwhile
 * the connection {@link #isBehind}.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of no buffer. <b>Position:</b> last station.
 */
public abstract class Connection extends ConnectionState {
    private final Terms terms;

    @SuppressWarnings("NullAway.Init") // handlerAdded comes before anything else
    private ChannelHandlerContext context;

    private int queuedBytes;

    protected Connection(Terms terms) {
        this.terms = terms;
        if (terms.admissionTicks() > 0) {
            set(UNADMITTED);
        }
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext added) {
        context = added;
        if (takesOver()) {
            // What the one before it has still to send goes first.
            set(UNFLUSHED);
        } else {
            terms.lane().counters().increment(LoopCounter.OPENED);
        }
        terms.lane().connections().add(this);
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext removed) {
        ended();
        Lane lane = terms.lane();
        lane.connections().remove(this);
        lane.counters().addQueuedBytes(-queuedBytes);
        if (!reason().goesOn()) {
            lane.counters().increment(LoopCounter.CAUSE_CLOSE);
        }
        lane.counters().increment(reason().counter());
    }

    /** Whether it goes on where another left its place to it. */
    protected boolean takesOver() {
        return terms.lane().isHandingOver();
    }

    /** To be called before another takes its place. */
    protected final void noteUpgrade() {
        noteReason(DisconnectReason.UPGRADE);
    }

    /** The last that is heard of it, whatever ended it. */
    protected void ended() {}

    /** One flush for all that a batch of reads brought. */
    @Override
    public final void channelReadComplete(ChannelHandlerContext from) {
        if (is(RECEIVED)) {
            clear(RECEIVED);
            terms.lane().counters().increment(LoopCounter.CAUSE_DATA);
        }
        if (is(UNFLUSHED)) {
            flush();
        }
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        Disconnector.disconnect(this, cause);
    }

    /** Whether output waits for space in the socket. */
    protected final boolean isBehind() {
        return is(BEHIND);
    }

    /** The connection's context in its pipeline. */
    protected final ChannelHandlerContext context() {
        return context;
    }

    /** To be called when bytes came. */
    protected final void received(int bytes) {
        Lane lane = terms.lane();
        set(RECEIVED);
        lastActiveTick = lane.connections().nowTick();
        lane.counters().add(LoopCounter.BYTES_IN, bytes);
        lane.counters().increment(LoopCounter.MESSAGES_IN);
        lane.heavySenders().note(this, bytes);
    }

    protected final void count(LoopCounter counter) {
        terms.lane().counters().increment(counter);
    }

    /** To be called when the socket has taken something that is no answer to what just came. */
    protected final void noteActivity() {
        lastActiveTick = terms.lane().connections().nowTick();
    }

    /**
     * Sends what can be sent at once and queues the rest until the batch of reads ends. Takes {@code data}
     * over.
     *
     * @return whether all of it is sent
     */
    protected final boolean send(ByteBuf data) {
        Lane lane = terms.lane();
        lane.counters().add(LoopCounter.BYTES_OUT, data.readableBytes());
        lane.counters().increment(LoopCounter.MESSAGES_OUT);
        if (terms.sendsDirectly() && !is(UNFLUSHED | BEHIND) && sentDirectly(data)) {
            return true;
        }
        set(UNFLUSHED);
        var unused =
                context.write(isBehind() ? SocketOutput.fitted(data, context.alloc()) : data, context.voidPromise());
        return false;
    }

    /**
     * As {@link #send(ByteBuf)} for a part of a buffer that others share, which is not taken over: only what
     * the socket does not take at once is retained.
     *
     * @return whether all of it is sent
     */
    protected final boolean send(ByteBuf shared, int from, int to) {
        Lane lane = terms.lane();
        lane.counters().add(LoopCounter.BYTES_OUT, to - from);
        lane.counters().increment(LoopCounter.MESSAGES_OUT);
        int start = from;
        if (terms.sendsDirectly()
                && !is(UNFLUSHED | BEHIND)
                && context.channel().isActive()) {
            try {
                start += SocketOutput.send(context.channel(), shared, from, to);
            } catch (IOException e) {
                Disconnector.disconnect(this, DisconnectReason.RESET);
                return true;
            }
            if (start == to) {
                return true;
            }
        }
        set(UNFLUSHED);
        var unused = context.write(shared.retainedSlice(start, to - start), context.voidPromise());
        return false;
    }

    /**
     * Past the write queue, which a message that the socket takes at once need not enter: 2 to 3 % of the
     * CPU of an echo. Only while this is the one station and nothing waits in the queue.
     */
    private boolean sentDirectly(ByteBuf data) {
        Channel channel = context.channel();
        try {
            if (!channel.isActive() || !SocketOutput.sentAll(channel, data)) {
                return false;
            }
        } catch (IOException e) {
            Disconnector.disconnect(this, DisconnectReason.RESET);
        }
        data.release();
        return true;
    }

    /** Flushes, then looks whether the socket took everything, and if not waits for space. */
    protected final void flush() {
        clear(UNFLUSHED);
        context.flush();
        flushed();
    }

    final void flushed() {
        ChannelOutboundBuffer output = context.channel().unsafe().outboundBuffer();
        Gate gate = Gate.of(this);
        if (gate != null && !gate.holdsOutput()) {
            gate = null;
        }
        if (output == null || (output.isEmpty() && queuedBytes == 0 && gate == null)) {
            return;
        }
        noteQueued(Gate.unsentBytes(context.channel(), gate));
        if (isBehind()) {
            return;
        }
        if (gate != null) {
            if (gate.isFull()) {
                set(BEHIND);
                gate.whenRoom(this::drained);
            }
        } else if (!output.isEmpty()) {
            set(BEHIND);
            ChannelPromise drained = context.newPromise();
            drained.addListener(done -> {
                if (done.isSuccess()) {
                    // Not from within Netty's write loop, where whatever is handed over looks unsent.
                    context.executor().execute(this::drained);
                }
            });
            // Nothing to send, but its promise is kept when all before it is sent.
            var unused = context.writeAndFlush(Unpooled.EMPTY_BUFFER, drained);
        }
    }

    /** Leaves what comes in the kernel, whose window then holds back the peer. */
    protected final void pauseReading() {
        set(STOPPED);
        setReading(false);
    }

    protected final void resumeReading() {
        clear(STOPPED);
        if (!is(ENDING | SLOWED)) {
            setReading(true);
        }
    }

    final void setReading(boolean wanted) {
        Gate gate = Gate.of(this);
        if (gate == null) {
            context.channel().config().setAutoRead(wanted);
        } else {
            gate.setReading(wanted);
        }
    }

    /** To be called when the peer has done what it must to be served: from now on it may stay. */
    protected final void admit() {
        if (is(UNADMITTED)) {
            clear(UNADMITTED);
            terms.lane().connections().admitted(this);
        }
    }

    final boolean isAdmitted() {
        return !is(UNADMITTED);
    }

    /** The time for its admission is over. */
    protected void notAdmitted() {
        Disconnector.disconnect(this, DisconnectReason.ADMISSION_TIMEOUT);
    }

    /**
     * To be called when the peer has begun a request that is not whole. From now on it has the terms' time for the rest, whatever
     * it sends meanwhile; its last tick is kept by {@link #keepRequestEnd}.
     */
    protected final void expectRest() {
        if (!is(EXPECTED) && terms.requestTicks() > 0) {
            IdleSweeper connections = terms.lane().connections();
            set(EXPECTED);
            keepRequestEnd(connections.nowTick() + terms.requestTicks());
            connections.expectRest(this);
        }
    }

    /** The request is whole. */
    protected final void restCame() {
        clear(EXPECTED);
    }

    /** Whoever expects the rest of requests has room for this, which is no business of others. */
    protected void keepRequestEnd(int tick) {}

    /** What was kept. */
    protected int requestEnd() {
        return 0;
    }

    /** The rest of a request did not come in time; it is expected no longer. */
    protected void restIsMissing() {}

    /** It has been silent for the terms' ping interval: to be asked for an answer, whatever that is. */
    protected void askAlive() {}

    /** It was asked and gave no answer. */
    protected void notAlive() {
        Disconnector.disconnect(this, DisconnectReason.PING_TIMEOUT);
    }

    /** The socket has taken all that waited. */
    protected void spaceCame() {}

    /** What is still to be said before an end that the server wants; may hand over more. */
    protected void sayGoodbye(DisconnectReason why) {}

    /** Closes when the socket has taken what was handed over so far. */
    public final void disconnectWhenSent(DisconnectReason why) {
        if (!is(ENDING)) {
            noteReason(why);
            sayGoodbye(why);
            set(ENDING);
            flush();
            if (isBehind()) {
                pauseReading();
            }
        }
        endIfSent();
    }

    private void endIfSent() {
        if (!isBehind()) {
            afterAllIsSent(() -> LastWords.end(this, reason()));
        }
    }

    /** Of a connection that is not behind: runs {@code end}, which ends its output, when nothing is held back any more. */
    protected final void afterAllIsSent(Runnable end) {
        Gate gate = Gate.of(this);
        if (gate == null) {
            end.run();
        } else {
            gate.passEnd(end);
        }
    }

    /** The server stops: goes as soon as it may. */
    protected void leave() {
        disconnectWhenSent(DisconnectReason.STOP);
    }

    /** Whether it throws away what still comes after a breach of the protocol, so that its peer can read why. */
    protected boolean lingers() {
        return false;
    }

    /** Those that it lives under. */
    public final Terms terms() {
        return terms;
    }

    /** That it serves. */
    public final Channel channel() {
        return context.channel();
    }

    /** All is sent that was handed over before the wait began; what came later may have to wait again. */
    private void drained() {
        clear(BEHIND);
        noteActivity();
        terms.lane().counters().increment(LoopCounter.CAUSE_SPACE);
        flushed();
        if (isBehind()) {
            return;
        }
        if (is(ENDING)) {
            endIfSent();
        } else {
            spaceCame();
        }
    }

    /** Whether the peer has taken some of what waits since this was last asked or flushed. For the sweeper. */
    final boolean hasTakenSome() {
        int before = queuedBytes;
        return isBehind() && countUnsentBytes() != before;
    }

    private void noteQueued(int bytes) {
        terms.lane().counters().addQueuedBytes(bytes - queuedBytes);
        queuedBytes = bytes;
    }

    /** Bytes that wait in the channel's write queue now, which the lane's count then includes. */
    final int countUnsentBytes() {
        noteQueued(Gate.unsentBytes(context.channel(), Gate.of(this)));
        return queuedBytes;
    }

    /** Whether something was handed over that no flush has seen yet. */
    final boolean isUnflushed() {
        return is(UNFLUSHED);
    }
}
