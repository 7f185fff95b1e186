package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.roost.fault.ListenerToxics;

/** epoll → toxic, of a connection that is to be spoilt; then whatever the listener's service has. */
public final class ToxicPipeline extends ChannelInitializer<Channel> {
    private final ListenerToxics toxics;
    private final ServiceInitializer service;

    /** Pipelines of {@code service}. */
    public ToxicPipeline(ListenerToxics toxics, ServiceInitializer service) {
        this.toxics = toxics;
        this.service = service;
    }

    @Override
    protected void initChannel(Channel channel) {
        toxics.of(channel.eventLoop()).enter(channel.pipeline());
        service.initChannel(channel);
    }
}
