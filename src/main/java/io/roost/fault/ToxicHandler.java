package io.roost.fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.roost.connection.Gate;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Has what a connection receives and sends pass the toxics that spoil it:
 *
 * <ol>
 *   <li>Bytes keep their order; none is lost or doubled but by a toxic that does just that.
 *   <li>While a stream holds more than it may, the peer is not read, so what is held is bounded.
 *   <li>A FIN follows what came before it, and what the connection still sends goes on.
 *   <li>One timer, and only while something waits for its time.
 * </ol>
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> what it holds is its {@link Passage}'s. <b>Position:</b>
 * before the stations of the service; comes and goes with the toxics.
 */
final class ToxicHandler extends Gate {
    private final LaneToxics lane;
    private final long number;
    private final List<ActiveToxic> first;
    private final LongSupplier nanoClock;
    private final boolean isNew;

    @SuppressWarnings("NullAway.Init") // handlerAdded comes before anything else
    private Passage passage;

    private boolean isEnding;
    private boolean isEnded;

    /**
     * For one connection.
     *
     * @param number of the connection, by which chance is drawn
     * @param first those that spoil it from the start
     * @param isNew whether its service has not seen it yet
     */
    ToxicHandler(LaneToxics lane, long number, List<ActiveToxic> first, LongSupplier nanoClock, boolean isNew) {
        this.lane = lane;
        this.number = number;
        this.first = first;
        this.nanoClock = nanoClock;
        this.isNew = isNew;
    }

    long number() {
        return number;
    }

    /** These spoil it from now on; without any, it leaves the connection. */
    void set(List<ActiveToxic> toxics) {
        passage.set(toxics, false);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        passage = new Passage(context, nanoClock, lane.draws().ofConnection(number));
        lane.came();
        passage.set(first, isNew);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        passage.leave();
        lane.left();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        passage.begin();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        passage.drop();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        passage.reading();
        if (passage.isCut()) {
            ReferenceCountUtil.release(message);
        } else if (passage.upstream().isInUse() && message instanceof ByteBuf data) {
            passage.enter(passage.upstream(), Chunk.of(data, null));
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        passage.readComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            context.fireUserEventTriggered(event);
        } else if (passage.isCut()) {
            passage.close();
        } else if (passage.upstream().isInUse()) {
            passage.enter(passage.upstream(), Chunk.end(() -> context.fireUserEventTriggered(event)));
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable() && passage.downstream().isInUse()) {
            passage.wake();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf data && passage.isCut()) {
            Chunk.of(data, promise).lose();
        } else if (message instanceof ByteBuf data && passage.downstream().isInUse()) {
            passage.enter(passage.downstream(), Chunk.of(data, promise));
        } else {
            var unused = context.write(message, promise);
        }
    }

    /** Whoever closes at once does not wait for what is held. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        passage.drop();
        super.close(context, promise);
    }

    @Override
    protected boolean holdsOutput() {
        return passage.downstream().isInUse();
    }

    @Override
    protected int heldBytes() {
        return passage.downstream().heldBytes();
    }

    @Override
    protected boolean isFull() {
        return passage.downstream().isFull();
    }

    @Override
    protected void whenRoom(Runnable action) {
        passage.whenRoom(action);
    }

    @Override
    protected void setReading(boolean wanted) {
        passage.setReading(wanted);
    }

    @Override
    protected void passEnd(Runnable end) {
        if (passage.isCut() || isEnding) {
            return;
        }
        if (isEnded || !passage.downstream().isInUse()) {
            end.run();
            return;
        }
        isEnding = true;
        passage.enter(passage.downstream(), Chunk.end(() -> {
            isEnding = false;
            isEnded = true;
            end.run();
        }));
    }
}
