package io.netty.channel.epoll;

import static io.netty.channel.internal.ChannelUtils.WRITE_STATUS_SNDBUF_FULL;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.IovArray;
import io.netty.channel.unix.UnixChannelUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.PromiseCombiner;
import io.netty.util.internal.StringUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * An accepted TCP socket that owns little while it is idle and touches little when something comes.
 *
 * <p>It differs from Netty's own in this: its id is a number; the peer's address is kept as bytes and made into an
 * object for whoever asks, the local one asked of the kernel; what only some sockets need (a task to flush later) is
 * made when it is needed; and it has no read handle of its own. For each turn it takes one from its
 * {@code RecvByteBufAllocator}, which should hand out one per loop and direct buffers. It sends buffers only: no
 * files, no splicing. It is registered with the reads it asks for, in one syscall instead of two.
 *
 * <p>What remains is private to Netty's {@code AbstractChannel} and {@code DefaultChannelPipeline} and made in their
 * constructors: the pipeline with its head, tail, succeeded future and two void promises, the close future, the write
 * queue, the unsafe with its task to read later.
 *
 * <p><b>Threading:</b> as any channel. <b>Ownership:</b> of the descriptor.
 */
public final class LeanSocketChannel extends AddressedChannel implements SocketChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    /** Handed to the kernel in one writev(2); a socket's buffer takes no more at once, whatever waits. */
    private static final long GATHERED_BYTES = 1 << 20;

    private final LeanSocketConfig config;

    LeanSocketChannel(LeanServerSocketChannel parent, LinuxSocket socket, byte[] peer, int offset, int length) {
        super(parent, socket, peer, offset, length);
        config = new LeanSocketConfig(this);
        active = true;
        // EPOLLIN from the start, since reading is on: it would cost an epoll_ctl(2) of its own.
        flags |= Native.EPOLLRDHUP | Native.EPOLLIN;
    }

    @Override
    public LeanSocketConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public ServerSocketChannel parent() {
        return (ServerSocketChannel) super.parent();
    }

    @Override
    protected ChannelId newId() {
        return SerialChannelId.next();
    }

    @Override
    protected AbstractEpollUnsafe newUnsafe() {
        return new LeanUnsafe();
    }

    /** A new object each time. Once closed, the kernel no longer knows it: then the listener's. */
    @Override
    public InetSocketAddress localAddress() {
        InetSocketAddress address = isOpen() ? socket.localAddress() : null;
        return address == null ? parent().localAddress() : address;
    }

    @Override
    protected SocketAddress localAddress0() {
        return localAddress();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }

    @Override
    public boolean isShutdown() {
        return socket.isShutdown();
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        return onLoop(promise, () -> {
            try {
                socket.shutdown(true, false);
                promise.setSuccess();
            } catch (IOException e) {
                promise.setFailure(e);
            }
        });
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        return onLoop(promise, () -> ((AbstractUnsafe) unsafe()).shutdownOutput(promise));
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        return onLoop(promise, () -> {
            PromiseCombiner both = new PromiseCombiner(eventLoop());
            both.add(shutdownOutput());
            both.add(shutdownInput());
            both.finish(promise);
        });
    }

    private ChannelPromise onLoop(ChannelPromise promise, Runnable task) {
        if (eventLoop().inEventLoop()) {
            task.run();
        } else {
            eventLoop().execute(task);
        }
        return promise;
    }

    @Override
    protected void doShutdownOutput() throws IOException {
        socket.shutdown(false, true);
    }

    @Override
    protected boolean doConnect(SocketAddress remote, @Nullable SocketAddress local) {
        throw new AlreadyConnectedException();
    }

    /** Closing takes the socket off the interest list: deregistered after that, it needs no syscall for it. */
    @Override
    protected void doClose() throws Exception {
        if (!isRegistered() || !eventLoop().inEventLoop()) {
            super.doClose();
            return;
        }
        active = false;
        inputClosedSeenErrorOnRead = true;
        try {
            socket.close();
        } finally {
            doDeregister();
        }
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf buffer) {
            return UnixChannelUtil.isBufferCopyNeededForWrite(buffer) ? newDirectBuffer(buffer) : buffer;
        }
        throw new UnsupportedOperationException(
                "a " + StringUtil.simpleClassName(message) + " can't be sent, only a ByteBuf");
    }

    /** Until all is sent, or the socket is full, or others have waited long enough. */
    @Override
    protected void doWrite(ChannelOutboundBuffer output) throws Exception {
        for (int attempts = config.getWriteSpinCount(); attempts > 0; attempts--) {
            if (output.isEmpty()) {
                clearFlag(Native.EPOLLOUT);
                return;
            }
            if (!wroteSome(output)) {
                setFlag(Native.EPOLLOUT);
                return;
            }
        }
        clearFlag(Native.EPOLLOUT);
        eventLoop().execute(() -> ((LeanUnsafe) unsafe()).flush0());
    }

    /** One syscall, or none when only empty buffers wait; false when the socket took nothing. */
    private boolean wroteSome(ChannelOutboundBuffer output) throws Exception {
        ByteBuf first = (ByteBuf) output.current();
        if (output.size() == 1 && first.isReadable() && first.nioBufferCount() == 1) {
            return doWriteBytes(output, first) != WRITE_STATUS_SNDBUF_FULL;
        }
        IovArray vector = ((EpollEventLoop) eventLoop()).cleanIovArray();
        vector.maxBytes(GATHERED_BYTES);
        output.forEachFlushedMessage(vector);
        long written = vector.count() == 0 ? 0 : socket.writevAddresses(vector.memoryAddress(0), vector.count());
        output.removeBytes(written);
        return written > 0 || vector.count() == 0;
    }

    /** Event loop only. */
    private final class LeanUnsafe extends AbstractEpollUnsafe {
        private boolean isComingBack;

        /**
         * The turn of this socket: reads while the handle wants to go on, then tells that the batch is complete. Also
         * called for an error, which the read then reports, and for the peer's FIN.
         */
        @Override
        void epollInReady() {
            if (shouldBreakEpollInReady(config)) {
                clearEpollIn0();
                return;
            }
            maybeMoreDataToRead = false;
            ExtendedHandle reads =
                    (ExtendedHandle) config.getRecvByteBufAllocator().newHandle();
            reads.reset(config);
            boolean hasMore = false;
            boolean isEnd = false;
            try {
                int bytes;
                do {
                    bytes = readOnce(reads);
                } while (bytes > 0 && !shouldBreakEpollInReady(config) && reads.continueReading());
                isEnd = bytes < 0;
                hasMore = hasMore(reads, bytes);
                reads.readComplete();
                pipeline().fireChannelReadComplete();
                if (isEnd) {
                    shutdownInput(false);
                }
            } catch (Throwable e) {
                readFailed(reads, e, isEnd);
            } finally {
                endTurn(hasMore);
            }
        }

        /** Bytes read and handed to the pipeline; 0: nothing there; -1: the peer's FIN. */
        private int readOnce(ExtendedHandle reads) throws IOException {
            ByteBuf buffer = reads.allocate(config.getAllocator());
            reads.attemptedBytesRead(buffer.writableBytes());
            int bytes = 0;
            try {
                bytes = receiveInto(buffer);
            } finally {
                if (bytes <= 0) {
                    buffer.release();
                }
            }
            reads.lastBytesRead(bytes);
            if (bytes != 0) {
                readPending = false;
            }
            if (bytes > 0) {
                reads.incMessagesRead(1);
                pipeline().fireChannelRead(buffer);
            }
            return bytes;
        }

        private int receiveInto(ByteBuf buffer) throws IOException {
            int start = buffer.writerIndex();
            int bytes;
            if (buffer.hasMemoryAddress()) {
                bytes = socket.recvAddress(buffer.memoryAddress(), start, buffer.capacity());
            } else {
                ByteBuffer view = buffer.internalNioBuffer(start, buffer.writableBytes());
                bytes = socket.recv(view, view.position(), view.limit());
            }
            if (bytes > 0) {
                buffer.writerIndex(start + bytes);
            }
            return bytes;
        }

        /**
         * A full buffer says that there may be more. So does, once the peer's FIN was seen (for which the base class
         * then clears EPOLLRDHUP), any data: the FIN is still to be read, and no further edge tells of it.
         */
        private boolean hasMore(ExtendedHandle reads, int bytes) {
            return bytes > 0 && (bytes == reads.attemptedBytesRead() || !isFlagSet(Native.EPOLLRDHUP));
        }

        private void readFailed(ExtendedHandle reads, Throwable fault, boolean isEnd) {
            reads.readComplete();
            pipeline().fireChannelReadComplete();
            pipeline().fireExceptionCaught(fault);
            if (isEnd || fault instanceof IOException || fault instanceof OutOfMemoryError) {
                shutdownInput(false);
            }
        }

        private void endTurn(boolean hasMore) {
            maybeMoreDataToRead = hasMore;
            if (readPending) {
                if (hasMore && !isComingBack) {
                    isComingBack = true;
                    ((SingleThreadEventLoop) eventLoop()).executeAfterEventLoopIteration(this::comeBack);
                }
            } else if (!config.isAutoRead()) {
                clearEpollIn();
            }
        }

        /**
         * What is left is not announced again, edge-triggered. Not until the loop has looked at its other sockets: tasks
         * are run before that until there are none, and a peer that floods would make a new one each turn.
         */
        private void comeBack() {
            eventLoop().execute(this::readOn);
        }

        /** Unless new data has been announced meanwhile, and with it all was read, or so much that reading pauses. */
        private void readOn() {
            isComingBack = false;
            if (readPending && maybeMoreDataToRead && isActive()) {
                epollInReady();
            }
        }

        /** A close that waits for the peer (SO_LINGER) must not hold up the loop. */
        @Override
        protected @Nullable Executor prepareToClose() {
            if (!config.lingers() || !isOpen() || !isRegistered()) {
                return null;
            }
            try {
                ((EpollEventLoop) eventLoop()).remove(LeanSocketChannel.this);
                return GlobalEventExecutor.INSTANCE;
            } catch (IOException e) {
                return null;
            }
        }
    }
}
