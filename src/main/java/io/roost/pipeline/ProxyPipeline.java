package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.roost.connection.Terms;
import io.roost.proxy.ProxyConnection;
import io.roost.proxy.ProxyTerms;
import java.util.Map;
import java.util.Objects;

/**
 * epoll → reader of the PROXY header; after that whatever the listener's service has, as if there had been no header. Whatever
 * else stands before a service, such as TLS, is put there by the service's own initializer, and so behind the header.
 */
public final class ProxyPipeline extends ChannelInitializer<Channel> {
    private final Map<EventLoop, Terms> headerTerms;
    private final ProxyTerms proxy;

    /** {@code headerTerms}, which hold until the header is there, must know every worker loop and no longer change. */
    public ProxyPipeline(Map<EventLoop, Terms> headerTerms, ProxyTerms proxy) {
        this.headerTerms = headerTerms;
        this.proxy = proxy;
    }

    @Override
    protected void initChannel(Channel channel) {
        Terms terms = Objects.requireNonNull(headerTerms.get(channel.eventLoop()));
        channel.pipeline().addLast(Stations.PROXY, new ProxyConnection(terms, proxy));
    }
}
