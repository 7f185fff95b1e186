package io.roost.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.roost.config.RoostConfig;

/** The configured socket options, applied to listening and to accepted sockets. */
public final class SocketOptions {
    /**
     * SO_KEEPALIVE of a listening socket, which Netty offers for connections alone: what is accepted inherits
     * it. The two numbers are those of x86_64 and aarch64, for which there are native libraries.
     */
    private static final IntegerUnixChannelOption INHERITED_KEEPALIVE =
            new IntegerUnixChannelOption("INHERITED_KEEPALIVE", 1, 9);

    private final Transport transport;
    private final RoostConfig.Tcp tcp;
    private final EdgeReads reads;
    private final WriteBufferWaterMark waterMark;
    private final ByteBufAllocator buffers = PooledByteBufAllocator.DEFAULT;

    /** Options for sockets of this transport. */
    public SocketOptions(Transport transport, RoostConfig.Tcp tcp, RoostConfig.Limits limits) {
        this.transport = transport;
        this.tcp = tcp;
        this.reads = new EdgeReads(tcp.readChunk());
        this.waterMark = new WriteBufferWaterMark(limits.writeBufferLow(), limits.writeBufferHigh());
    }

    /** On a listening socket, before it is registered and bound. */
    void applyToListener(Channel listener) {
        ChannelConfig config = listener.config();
        config.setOption(ChannelOption.SO_BACKLOG, tcp.backlog());
        if (tcp.receiveBuffer() > 0) {
            // Here, not on the accepted socket: the window scale is agreed in the handshake (tcp(7)).
            config.setOption(ChannelOption.SO_RCVBUF, tcp.receiveBuffer());
        }
        if (tcp.keepAlive() && transport.hasDescriptors()) {
            config.setOption(INHERITED_KEEPALIVE, 1);
        }
    }

    /** On an accepted socket, before it is registered. Each option that differs from the kernel's costs a syscall. */
    void applyToConnection(Channel connection) {
        transport.setTriggerMode(connection);
        ChannelConfig config = connection.config();
        config.setAllocator(buffers);
        config.setRecvByteBufAllocator(reads);
        config.setWriteBufferWaterMark(waterMark);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (!tcp.noDelay()) {
            config.setOption(ChannelOption.TCP_NODELAY, false); // Netty has set it already
        }
        if (tcp.keepAlive() && !transport.hasDescriptors()) {
            config.setOption(ChannelOption.SO_KEEPALIVE, true);
        }
        if (tcp.sendBuffer() > 0) {
            config.setOption(ChannelOption.SO_SNDBUF, tcp.sendBuffer());
        }
        if (tcp.lingerSeconds() >= 0) {
            config.setOption(ChannelOption.SO_LINGER, tcp.lingerSeconds());
        }
        if (!tcp.userTimeout().isZero() && transport.hasDescriptors()) {
            config.setOption(
                    EpollChannelOption.TCP_USER_TIMEOUT, (int) tcp.userTimeout().toMillis());
        }
    }
}
