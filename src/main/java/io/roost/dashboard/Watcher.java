package io.roost.dashboard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/**
 * One who watches. What it sends is thrown away: it has nothing left to ask.
 *
 * <p><b>Threading:</b> admin loop. <b>Ownership:</b> releases what it reads. <b>Position:</b> last; the HTTP
 * stations before it are removed when it comes.
 */
final class Watcher extends ChannelInboundHandlerAdapter {
    private final Consumer<Watcher> gone;

    @SuppressWarnings("NullAway.Init") // handlerAdded comes before anything else
    private ChannelHandlerContext context;

    private int missed;

    Watcher(Consumer<Watcher> gone) {
        this.gone = gone;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        gone.accept(this);
    }

    ByteBuf allocate(byte[] bytes) {
        return context.alloc().directBuffer(bytes.length).writeBytes(bytes);
    }

    /** Takes {@code data} over. */
    void send(ByteBuf data) {
        var unused = context.writeAndFlush(data, context.voidPromise());
    }

    /** Sends a shared event, unless those before it still wait. */
    void offer(ByteBuf shared) {
        if (context.channel().isWritable()) {
            missed = 0;
            send(shared.retainedDuplicate());
        } else {
            missed++;
        }
    }

    void closeIfAsleep() {
        if (missed >= Watchers.MOST_MISSED) {
            var unused = context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event instanceof IdleStateEvent || event instanceof ChannelInputShutdownEvent) {
            var unused = context.close();
        }
    }

    /** A watcher's troubles are its own: nothing is logged. */
    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        var unused = context.close();
    }
}
