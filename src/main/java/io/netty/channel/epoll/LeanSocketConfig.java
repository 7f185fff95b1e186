package io.netty.channel.epoll;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannelConfig;
import java.io.IOException;

/**
 * The options of an accepted socket. What the kernel keeps is asked of the kernel; what Netty keeps costs
 * 56 bytes per connection, and cannot be shared, since whoever has it may change it.
 *
 * <p>The socket itself is not touched when this is made: it came with its listener's options.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class LeanSocketConfig extends EpollChannelConfig implements SocketChannelConfig {
    /** Until another is set; one for all, where Netty makes one per channel. */
    private static final RecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator();

    private volatile boolean allowsHalfClosure;
    private volatile boolean lingers;

    LeanSocketConfig(LeanSocketChannel channel) {
        super(channel, READS);
    }

    /** Whether closing may wait for the peer; noted when it was set here, so that a close need not ask the kernel. */
    boolean lingers() {
        return lingers;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "ReferenceEquality"}) // options are constants
    public <T> T getOption(ChannelOption<T> option) {
        if (option == ChannelOption.ALLOW_HALF_CLOSURE) {
            return (T) Boolean.valueOf(isAllowHalfClosure());
        }
        if (option == ChannelOption.TCP_NODELAY) {
            return (T) Boolean.valueOf(isTcpNoDelay());
        }
        if (option == ChannelOption.SO_KEEPALIVE) {
            return (T) Boolean.valueOf(isKeepAlive());
        }
        if (option == ChannelOption.SO_LINGER) {
            return (T) Integer.valueOf(getSoLinger());
        }
        if (option == ChannelOption.SO_SNDBUF) {
            return (T) Integer.valueOf(getSendBufferSize());
        }
        if (option == ChannelOption.SO_RCVBUF) {
            return (T) Integer.valueOf(getReceiveBufferSize());
        }
        if (option == ChannelOption.IP_TOS) {
            return (T) Integer.valueOf(getTrafficClass());
        }
        if (option == ChannelOption.SO_REUSEADDR) {
            return (T) Boolean.valueOf(isReuseAddress());
        }
        if (option == EpollChannelOption.TCP_USER_TIMEOUT) {
            return (T) Integer.valueOf(ask(() -> socket().getTcpUserTimeout()));
        }
        return super.getOption(option);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // options are constants
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        validate(option, value);
        if (option == ChannelOption.ALLOW_HALF_CLOSURE) {
            setAllowHalfClosure((Boolean) value);
        } else if (option == ChannelOption.TCP_NODELAY) {
            setTcpNoDelay((Boolean) value);
        } else if (option == ChannelOption.SO_KEEPALIVE) {
            setKeepAlive((Boolean) value);
        } else if (option == ChannelOption.SO_LINGER) {
            setSoLinger((Integer) value);
        } else if (option == ChannelOption.SO_SNDBUF) {
            setSendBufferSize((Integer) value);
        } else if (option == ChannelOption.SO_RCVBUF) {
            setReceiveBufferSize((Integer) value);
        } else if (option == ChannelOption.IP_TOS) {
            setTrafficClass((Integer) value);
        } else if (option == ChannelOption.SO_REUSEADDR) {
            setReuseAddress((Boolean) value);
        } else if (option == EpollChannelOption.TCP_USER_TIMEOUT) {
            tell(() -> socket().setTcpUserTimeout((Integer) value));
        } else {
            return super.setOption(option, value);
        }
        return true;
    }

    @Override
    public boolean isAllowHalfClosure() {
        return allowsHalfClosure;
    }

    @Override
    public LeanSocketConfig setAllowHalfClosure(boolean allow) {
        allowsHalfClosure = allow;
        return this;
    }

    @Override
    public boolean isTcpNoDelay() {
        return ask(() -> socket().isTcpNoDelay());
    }

    @Override
    public LeanSocketConfig setTcpNoDelay(boolean noDelay) {
        return tell(() -> socket().setTcpNoDelay(noDelay));
    }

    @Override
    public boolean isKeepAlive() {
        return ask(() -> socket().isKeepAlive());
    }

    @Override
    public LeanSocketConfig setKeepAlive(boolean keepAlive) {
        return tell(() -> socket().setKeepAlive(keepAlive));
    }

    @Override
    public int getSoLinger() {
        return ask(() -> socket().getSoLinger());
    }

    @Override
    public LeanSocketConfig setSoLinger(int seconds) {
        lingers = seconds > 0;
        return tell(() -> socket().setSoLinger(seconds));
    }

    @Override
    public int getSendBufferSize() {
        return ask(() -> socket().getSendBufferSize());
    }

    @Override
    public LeanSocketConfig setSendBufferSize(int bytes) {
        return tell(() -> socket().setSendBufferSize(bytes));
    }

    @Override
    public int getReceiveBufferSize() {
        return ask(() -> socket().getReceiveBufferSize());
    }

    @Override
    public LeanSocketConfig setReceiveBufferSize(int bytes) {
        return tell(() -> socket().setReceiveBufferSize(bytes));
    }

    @Override
    public int getTrafficClass() {
        return ask(() -> socket().getTrafficClass());
    }

    @Override
    public LeanSocketConfig setTrafficClass(int trafficClass) {
        return tell(() -> socket().setTrafficClass(trafficClass));
    }

    @Override
    public boolean isReuseAddress() {
        return ask(() -> socket().isReuseAddress());
    }

    @Override
    public LeanSocketConfig setReuseAddress(boolean reuse) {
        return tell(() -> socket().setReuseAddress(reuse));
    }

    /** Does nothing, as in the JDK. */
    @Override
    public LeanSocketConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        return this;
    }

    // What follows is the base's, returning this type, as the interface asks.

    @Override
    public LeanSocketConfig setConnectTimeoutMillis(int timeoutMs) {
        super.setConnectTimeoutMillis(timeoutMs);
        return this;
    }

    @Override
    @Deprecated
    public LeanSocketConfig setMaxMessagesPerRead(int messages) {
        super.setMaxMessagesPerRead(messages);
        return this;
    }

    @Override
    public LeanSocketConfig setWriteSpinCount(int count) {
        super.setWriteSpinCount(count);
        return this;
    }

    @Override
    public LeanSocketConfig setAllocator(ByteBufAllocator allocator) {
        super.setAllocator(allocator);
        return this;
    }

    @Override
    public LeanSocketConfig setRecvByteBufAllocator(RecvByteBufAllocator reads) {
        super.setRecvByteBufAllocator(reads);
        return this;
    }

    @Override
    public LeanSocketConfig setAutoRead(boolean autoRead) {
        super.setAutoRead(autoRead);
        return this;
    }

    @Override
    public LeanSocketConfig setAutoClose(boolean autoClose) {
        super.setAutoClose(autoClose);
        return this;
    }

    @Override
    public LeanSocketConfig setMessageSizeEstimator(MessageSizeEstimator estimator) {
        super.setMessageSizeEstimator(estimator);
        return this;
    }

    @Override
    public LeanSocketConfig setWriteBufferWaterMark(WriteBufferWaterMark marks) {
        super.setWriteBufferWaterMark(marks);
        return this;
    }

    private static <V> V ask(Question<V> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    private LeanSocketConfig tell(Order order) {
        try {
            order.tell();
            return this;
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    /** A getsockopt(2). */
    private interface Question<V> {
        V ask() throws IOException;
    }

    /** A setsockopt(2). */
    private interface Order {
        void tell() throws IOException;
    }
}
