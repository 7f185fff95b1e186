package io.netty.channel.epoll;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;

/**
 * The options of a listening socket: SO_REUSEPORT besides those that Netty's base knows, and those that accepted
 * sockets inherit, as on Linux they do with all of TCP's, so that nobody need set them on each.
 *
 * <p><b>Threading:</b> any thread; what is to be inherited, before the socket is bound.
 */
public final class LeanServerSocketConfig extends EpollServerChannelConfig {
    LeanServerSocketConfig(LeanServerSocketChannel channel) {
        super(channel);
        // As the JDK and Netty: a server that starts again need not wait for its old connections (socket(7)).
        setReuseAddress(true);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "ReferenceEquality"}) // options are constants
    public <T> T getOption(ChannelOption<T> option) {
        try {
            if (option == UnixChannelOption.SO_REUSEPORT) {
                return (T) Boolean.valueOf(socket().isReusePort());
            }
            if (option == ChannelOption.TCP_NODELAY) {
                return (T) Boolean.valueOf(socket().isTcpNoDelay());
            }
            if (option == ChannelOption.SO_KEEPALIVE) {
                return (T) Boolean.valueOf(socket().isKeepAlive());
            }
            if (option == ChannelOption.SO_SNDBUF) {
                return (T) Integer.valueOf(socket().getSendBufferSize());
            }
            if (option == EpollChannelOption.TCP_USER_TIMEOUT) {
                return (T) Integer.valueOf(socket().getTcpUserTimeout());
            }
        } catch (IOException e) {
            throw new ChannelException(e);
        }
        return super.getOption(option);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // options are constants
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        validate(option, value);
        try {
            if (option == UnixChannelOption.SO_REUSEPORT) {
                socket().setReusePort((Boolean) value);
            } else if (option == ChannelOption.TCP_NODELAY) {
                socket().setTcpNoDelay((Boolean) value);
            } else if (option == ChannelOption.SO_KEEPALIVE) {
                socket().setKeepAlive((Boolean) value);
            } else if (option == ChannelOption.SO_SNDBUF) {
                socket().setSendBufferSize((Integer) value);
            } else if (option == EpollChannelOption.TCP_USER_TIMEOUT) {
                socket().setTcpUserTimeout((Integer) value);
            } else {
                return super.setOption(option, value);
            }
            return true;
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }
}
