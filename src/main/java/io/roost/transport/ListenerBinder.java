package io.roost.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import io.roost.config.Bind;
import io.roost.limits.Excess;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Opens listening sockets: one on each boss loop, sharing the port through SO_REUSEPORT when there are
 * several, so that the kernel deals handshakes to them (socket(7)).
 */
public final class ListenerBinder {
    private final Transport transport;
    private final LoopTeam acceptors;
    private final LoopTeam servers;
    private final SocketOptions options;

    /** Listeners accepted by {@code acceptors} and served by {@code servers}. */
    public ListenerBinder(Transport transport, LoopTeam acceptors, LoopTeam servers, SocketOptions options) {
        this.transport = transport;
        this.acceptors = acceptors;
        this.servers = servers;
        this.options = options;
    }

    /**
     * Binds, and accepts from then on.
     *
     * @param initializer sharable; puts the protocol's stations into each accepted channel
     * @param door who may come in
     * @param refusalOf what the others are told; where it is nothing, they are reset
     * @return the listening channels, one per acceptor, all on one port
     */
    public List<Channel> bind(Bind bind, ChannelHandler initializer, Door door, Function<Excess, byte[]> refusalOf)
            throws BindException {
        InetSocketAddress address = resolve(bind);
        boolean isShared = acceptors.loops().size() > 1;
        if (isShared) {
            refuseIfTaken(bind, address);
        }
        List<Channel> listeners = new ArrayList<>();
        for (CountedLoop boss : acceptors.loops()) {
            Refusals refusals = new Refusals(refusalOf);
            Acceptor acceptor = new Acceptor(servers, door, refusals, options, initializer, boss.counters());
            Channel listener = open(bind, address, boss.loop(), acceptor, isShared);
            listeners.add(listener);
            address = (InetSocketAddress) listener.localAddress();
        }
        return listeners;
    }

    private Channel open(Bind bind, InetSocketAddress address, EventLoop boss, Acceptor acceptor, boolean isShared)
            throws BindException {
        boolean isIpv4 = address.getAddress() instanceof Inet4Address;
        ServerChannel listener =
                transport.newServerChannel(isIpv4 ? InternetProtocolFamily.IPv4 : InternetProtocolFamily.IPv6);
        options.applyToListener(listener);
        if (isShared) {
            listener.config().setOption(UnixChannelOption.SO_REUSEPORT, true);
            listener.config().setOption(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
        }
        listener.pipeline().addLast(acceptor);
        boss.register(listener).syncUninterruptibly();
        ChannelFuture bound = listener.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            listener.close().syncUninterruptibly();
            throw explained(bind, bound.cause());
        }
        return listener;
    }

    /** With SO_REUSEPORT a second server of the same user would share the port in silence. */
    private static void refuseIfTaken(Bind bind, InetSocketAddress address) throws BindException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
        } catch (IOException e) {
            throw explained(bind, e);
        }
    }

    private static InetSocketAddress resolve(Bind bind) throws BindException {
        try {
            String host = bind.host().equals("*") ? "0.0.0.0" : bind.host();
            return new InetSocketAddress(InetAddress.getByName(host), bind.port());
        } catch (UnknownHostException e) {
            throw new BindException(bind + ": no address is known for " + bind.host() + "; bind an IP address", e);
        }
    }

    private static BindException explained(Bind bind, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String sentence;
        if (message.contains("in use")) {
            sentence = bind + " is in use by another process; stop that one (ss -ltnp shows it) or choose another port";
        } else if (message.contains("ermission denied")) {
            sentence = bind + " may not be bound by this user; choose a port above 1023, or grant CAP_NET_BIND_SERVICE";
        } else if (message.contains("annot assign")) {
            sentence = bind + " is no address of this host; bind one that ip addr lists, or * for all";
        } else {
            sentence = bind + " can't be bound: " + message;
        }
        return new BindException(sentence, cause);
    }
}
