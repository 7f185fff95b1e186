package io.netty.channel.epoll;

import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.ServerSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A listening TCP socket whose connections are {@link LeanSocketChannel}s.
 *
 * <p><b>Threading:</b> as any channel; accepts on its event loop.
 */
public final class LeanServerSocketChannel extends AbstractEpollServerChannel implements ServerSocketChannel {
    private final LeanServerSocketConfig config;

    /** A socket of this family, not yet bound. */
    public LeanServerSocketChannel(InternetProtocolFamily family) {
        super(LinuxSocket.newSocketStream(family), false);
        config = new LeanServerSocketConfig(this);
    }

    @Override
    public LeanServerSocketConfig config() {
        return config;
    }

    @Override
    public @Nullable InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return null;
    }

    @Override
    protected ChannelId newId() {
        return SerialChannelId.next();
    }

    @Override
    protected void doBind(SocketAddress localAddress) throws Exception {
        super.doBind(localAddress);
        socket.listen(config.getBacklog());
        active = true;
    }

    @Override
    protected Channel newChildChannel(int descriptor, byte[] peer, int offset, int length) {
        return new LeanSocketChannel(this, new LinuxSocket(descriptor), peer, offset, length);
    }
}
