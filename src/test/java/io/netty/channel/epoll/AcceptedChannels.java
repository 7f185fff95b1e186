package io.netty.channel.epoll;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SelectStrategy;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.util.IntSupplier;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.roost.testkit.RawClient;
import io.roost.transport.EdgeReads;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener on a free port of loopback, one loop, and what happens to the connections that it accepts. */
final class AcceptedChannels implements AutoCloseable {
    private static final int READ_BYTES = 512;
    private static final long WAIT_S = 10;

    private final EpollEventLoopGroup loop =
            new EpollEventLoopGroup(1, new DefaultThreadFactory("accepted"), () -> this::countedStrategy);
    private final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();
    private final Channel listener;
    private int loopTurns; // event loop only

    /** {@code setUp} gets each accepted channel before it is registered. */
    AcceptedChannels(EpollMode mode, String address, Consumer<LeanSocketChannel> setUp) {
        InternetProtocolFamily family =
                address.contains(":") ? InternetProtocolFamily.IPv6 : InternetProtocolFamily.IPv4;
        // As the server sets it: all tasks in each turn of the loop.
        loop.setIoRatio(100);
        listener = new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> new LeanServerSocketChannel(family))
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        LeanSocketChannel channel = (LeanSocketChannel) message;
                        channel.config().setEpollMode(mode);
                        channel.config().setAllowHalfClosure(true).setRecvByteBufAllocator(new EdgeReads(READ_BYTES));
                        setUp.accept(channel);
                        context.fireChannelRead(message);
                    }
                })
                .childHandler(new ChannelInitializer<LeanSocketChannel>() {
                    @Override
                    protected void initChannel(LeanSocketChannel channel) {
                        Accepted added = new Accepted(channel, () -> loopTurns);
                        channel.pipeline().addLast(added);
                        accepted.add(added);
                    }
                })
                .bind(new InetSocketAddress(address, 0))
                .syncUninterruptibly()
                .channel();
    }

    AcceptedChannels(EpollMode mode) {
        this(mode, "127.0.0.1", channel -> {});
    }

    Channel listener() {
        return listener;
    }

    RawClient connect() {
        return RawClient.to((InetSocketAddress) listener.localAddress());
    }

    private int countedStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        loopTurns++;
        return hasTasks ? selectNow.get() : SelectStrategy.SELECT;
    }

    /** The next one, in the order of connecting. */
    Accepted next() throws InterruptedException {
        Accepted next = accepted.poll(WAIT_S, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was accepted");
        }
        return next;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, WAIT_S, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** What happened to one connection. Written by the loop, read by any thread. */
    static final class Accepted extends ChannelInboundHandlerAdapter {
        final LeanSocketChannel channel;
        final List<String> events = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        volatile int pauseAfterReads = Integer.MAX_VALUE;
        volatile Runnable afterFirstTurn = () -> {};
        volatile int mostReadsPerTurn;
        volatile int mostTurnsPerLoopTurn;
        volatile int reads;
        private final java.util.function.IntSupplier loopTurns;
        private int readsOfTurn;
        private int turnsOfLoopTurn;
        private int loopTurn;

        Accepted(LeanSocketChannel channel, java.util.function.IntSupplier loopTurns) {
            this.channel = channel;
            this.loopTurns = loopTurns;
        }

        byte[] received() {
            synchronized (received) {
                return received.toByteArray();
            }
        }

        int receivedBytes() {
            synchronized (received) {
                return received.size();
            }
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            ByteBuf data = (ByteBuf) message;
            synchronized (received) {
                data.readBytes(received, data.readableBytes());
            }
            data.release();
            readsOfTurn++;
            if (++reads == pauseAfterReads) {
                context.channel().config().setAutoRead(false);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            mostReadsPerTurn = Math.max(mostReadsPerTurn, readsOfTurn);
            readsOfTurn = 0;
            Runnable once = afterFirstTurn;
            afterFirstTurn = () -> {};
            once.run();
            turnsOfLoopTurn = loopTurn == loopTurns.getAsInt() ? turnsOfLoopTurn + 1 : 1;
            loopTurn = loopTurns.getAsInt();
            mostTurnsPerLoopTurn = Math.max(mostTurnsPerLoopTurn, turnsOfLoopTurn);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                events.add("input ended");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            events.add(cause.getClass().getSimpleName());
            var unused = context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            events.add("inactive");
        }
    }
}
