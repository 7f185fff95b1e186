package io.roost.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.roost.config.Bind;
import io.roost.config.RoostConfig;
import io.roost.connection.Terms;
import io.roost.fault.ListenerToxics;
import io.roost.transport.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * A listener, which may stop listening for a while.
 *
 * <p><b>Threading:</b> any, one at a time.
 */
final class ServedListener {
    /** How it is bound. */
    interface Binding {
        List<Channel> bind(Bind bind) throws BindException;
    }

    private final RoostConfig.Listener config;
    private final Map<EventLoop, Terms> terms;
    private final ListenerToxics toxics;
    private final Binding binding;
    private final List<Channel> listening;
    private Bind bind;
    private List<Channel> channels = List.of();

    /** One that does not listen yet; its channels are in {@code listening} while it does, whoever closes them. */
    ServedListener(
            RoostConfig.Listener config,
            Map<EventLoop, Terms> terms,
            ListenerToxics toxics,
            Binding binding,
            List<Channel> listening) {
        this.config = config;
        this.terms = terms;
        this.toxics = toxics;
        this.binding = binding;
        this.listening = listening;
        this.bind = config.bind();
    }

    RoostConfig.Listener config() {
        return config;
    }

    /** Under which its connections live on each loop. */
    Map<EventLoop, Terms> terms() {
        return terms;
    }

    ListenerToxics toxics() {
        return toxics;
    }

    /** Where it listens, or would. */
    Bind bind() {
        return bind;
    }

    void bindTo(Bind other) {
        bind = other;
    }

    /** Listens, from now on at the same port. */
    InetSocketAddress open() throws BindException {
        channels = binding.bind(bind);
        toxics.listenOn(channels);
        listening.addAll(channels);
        InetSocketAddress address = (InetSocketAddress) channels.get(0).localAddress();
        bind = new Bind(bind.host(), address.getPort());
        return address;
    }

    /** Listens no more, when this returns; what it accepted goes on. */
    void close() {
        List<ChannelFuture> closings = channels.stream().map(Channel::close).toList();
        closings.forEach(ChannelFuture::awaitUninterruptibly);
        listening.removeAll(channels);
        channels = List.of();
    }
}
