package io.netty.channel.epoll;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;

/** The options of a listening socket: SO_REUSEPORT besides those that Netty's base knows. */
public final class LeanServerSocketConfig extends EpollServerChannelConfig {
    LeanServerSocketConfig(LeanServerSocketChannel channel) {
        super(channel);
        // As the JDK and Netty: a server that starts again need not wait for its old connections (socket(7)).
        setReuseAddress(true);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the option's type is the value's
    public <T> T getOption(ChannelOption<T> option) {
        if (!UnixChannelOption.SO_REUSEPORT.equals(option)) {
            return super.getOption(option);
        }
        try {
            return (T) Boolean.valueOf(socket().isReusePort());
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        if (!UnixChannelOption.SO_REUSEPORT.equals(option)) {
            return super.setOption(option, value);
        }
        validate(option, value);
        try {
            socket().setReusePort((Boolean) value);
            return true;
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }
}
