package io.roost.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.roost.config.RoostConfig;

/** The configured socket options, applied to listening and to accepted sockets. */
public final class SocketOptions {
    private final Transport transport;
    private final RoostConfig.Tcp tcp;
    private final EdgeReads reads;
    private final WriteBufferWaterMark waterMark;
    private final ByteBufAllocator buffers = PooledByteBufAllocator.DEFAULT;

    /** Options for sockets of this transport. */
    public SocketOptions(Transport transport, RoostConfig.Tcp tcp, RoostConfig.Limits limits) {
        this(
                transport,
                tcp,
                new EdgeReads(tcp.readChunk()),
                new WriteBufferWaterMark(limits.writeBufferLow(), limits.writeBufferHigh()));
    }

    private SocketOptions(Transport transport, RoostConfig.Tcp tcp, EdgeReads reads, WriteBufferWaterMark waterMark) {
        this.transport = transport;
        this.tcp = tcp;
        this.reads = reads;
        this.waterMark = waterMark;
    }

    /**
     * The same, but a socket is read once per turn and no more than this. Where what one sends goes to many, a
     * flood that is read at length would wait at all of them before the first is flushed.
     */
    public SocketOptions readingOnce(int mostBytes) {
        return new SocketOptions(transport, tcp, new EdgeReads(Math.min(mostBytes, tcp.readChunk()), 1), waterMark);
    }

    /** On a listening socket, before it is registered and bound. */
    void applyToListener(Channel listener) {
        ChannelConfig config = listener.config();
        config.setOption(ChannelOption.SO_BACKLOG, tcp.backlog());
        if (tcp.receiveBuffer() > 0) {
            // Here, not on the accepted socket: the window scale is agreed in the handshake (tcp(7)).
            config.setOption(ChannelOption.SO_RCVBUF, tcp.receiveBuffer());
        }
        if (transport.hasDescriptors()) {
            applyTcp(config);
        }
    }

    /** On an accepted socket, before it is registered. */
    void applyToConnection(Channel connection) {
        transport.setTriggerMode(connection);
        ChannelConfig config = connection.config();
        config.setAllocator(buffers);
        config.setRecvByteBufAllocator(reads);
        config.setWriteBufferWaterMark(waterMark);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (!transport.hasDescriptors()) {
            applyTcp(config);
        }
        if (tcp.lingerSeconds() >= 0) {
            config.setOption(ChannelOption.SO_LINGER, tcp.lingerSeconds());
        }
    }

    /**
     * What an accepted socket of Linux inherits from its listener: set there, it costs a connection no syscall. The
     * JDK's listeners do not take all of it.
     */
    private void applyTcp(ChannelConfig config) {
        if (transport.hasDescriptors() || !tcp.noDelay()) { // on the JDK's accepted sockets Netty has set it
            config.setOption(ChannelOption.TCP_NODELAY, tcp.noDelay());
        }
        if (tcp.keepAlive()) {
            config.setOption(ChannelOption.SO_KEEPALIVE, true);
        }
        if (tcp.sendBuffer() > 0) {
            config.setOption(ChannelOption.SO_SNDBUF, tcp.sendBuffer());
        }
        if (!tcp.userTimeout().isZero() && transport.hasDescriptors()) {
            config.setOption(
                    EpollChannelOption.TCP_USER_TIMEOUT, (int) tcp.userTimeout().toMillis());
        }
    }
}
