package io.roost.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollMode;
import io.netty.channel.epoll.LeanServerSocketChannel;
import io.netty.channel.epoll.LeanSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.InternetProtocolFamily;
import io.roost.config.TransportName;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How sockets are watched. Every decision that depends on it is taken here. */
public enum Transport {
    /** Native epoll, edge-triggered. */
    EPOLL(true, "edge-triggered"),

    /** Native epoll, level-triggered: the comparison. */
    EPOLL_LEVEL(true, "level-triggered"),

    /** The JDK's selector, which is a level-triggered epoll too. */
    NIO(false, "level-triggered"),

    /** The JDK's selector over poll(2), which looks at every socket on every turn. */
    POLL(false, "polled");

    private static final Logger log = LoggerFactory.getLogger(Transport.class);

    private final boolean isNative;
    private final String trigger;

    Transport(boolean isNative, String trigger) {
        this.isNative = isNative;
        this.trigger = trigger;
    }

    /**
     * The transport of this name; {@code auto} is epoll where the native library loads, else nio.
     *
     * @throws TransportUnavailableException with the cause, when the library does not load
     */
    public static Transport of(TransportName name) throws TransportUnavailableException {
        Transport transport =
                switch (name) {
                    case EPOLL -> EPOLL;
                    case EPOLL_LEVEL -> EPOLL_LEVEL;
                    case NIO -> NIO;
                    case POLL -> POLL;
                    case AUTO -> epollOrNio();
                };
        if (transport.isNative && !Epoll.isAvailable()) {
            throw new TransportUnavailableException(name, Epoll.unavailabilityCause());
        }
        if (transport == POLL && PollSelectors.unavailabilityCause() != null) {
            throw new TransportUnavailableException(name, PollSelectors.unavailabilityCause());
        }
        return transport;
    }

    private static Transport epollOrNio() {
        if (Epoll.isAvailable()) {
            return EPOLL;
        }
        log.warn(
                "transport auto: serving on nio, which is slower and level-triggered, since epoll is not available: {}",
                TransportUnavailableException.rootOf(Epoll.unavailabilityCause()));
        return NIO;
    }

    /** As the configuration writes it. */
    public String text() {
        return TransportName.valueOf(name()).text();
    }

    /** What it promises; start-up proves it. */
    public String trigger() {
        return trigger;
    }

    /** Whether its channels are Netty's native sockets, whose descriptors can be had. */
    public boolean hasDescriptors() {
        return isNative;
    }

    /**
     * A group of loops.
     *
     * @param maxEvents epoll_wait's maxevents, 0: grows from 4096 on demand; the JDK's selectors have none
     */
    EventLoopGroup newGroup(int loops, ThreadFactory threads, int maxEvents, SelectStrategyFactory strategies) {
        if (!isNative) {
            return new NioEventLoopGroup(loops, threads, selectors(), strategies);
        }
        @SuppressWarnings("deprecation") // the one constructor that takes maxevents
        EpollEventLoopGroup group = new EpollEventLoopGroup(loops, threads, maxEvents, strategies);
        // All tasks each turn: the default budget of half the time costs two clock reads per turn.
        group.setIoRatio(100);
        return group;
    }

    /** The types that every start on native epoll needs, for whoever loads them ahead. */
    public static List<Class<?>> nativeTypes() {
        return List.of(EpollEventLoopGroup.class, LeanServerSocketChannel.class, LeanSocketChannel.class);
    }

    private SelectorProvider selectors() {
        return this == POLL ? PollSelectors.provider() : SelectorProvider.provider();
    }

    /** A server channel, not yet registered. An IPv4 socket costs the kernel 128 bytes less than a dual one. */
    ServerChannel newServerChannel(InternetProtocolFamily family) {
        if (!isNative) {
            return new NioListener(selectors(), family);
        }
        LeanServerSocketChannel channel = new LeanServerSocketChannel(family);
        setTriggerMode(channel);
        return channel;
    }

    /** To be called before the channel is registered. */
    void setTriggerMode(Channel channel) {
        if (isNative) {
            EpollMode mode = this == EPOLL ? EpollMode.EDGE_TRIGGERED : EpollMode.LEVEL_TRIGGERED;
            channel.config().setOption(EpollChannelOption.EPOLL_MODE, mode);
        }
    }
}
