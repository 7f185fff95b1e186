package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.roost.config.Service;
import io.roost.connection.Terms;
import io.roost.echo.ChargenHandler;
import io.roost.echo.DiscardHandler;
import io.roost.echo.EchoHandler;
import java.util.Map;

/** epoll → the service. One station, which is the connection itself. */
public final class ServicePipeline extends ChannelInitializer<Channel> {
    private final Service service;
    private final Map<EventLoop, Terms> termsByLoop;

    /** Pipelines of {@code service}; {@code termsByLoop} must know every worker loop and no longer change. */
    public ServicePipeline(Service service, Map<EventLoop, Terms> termsByLoop) {
        this.service = service;
        this.termsByLoop = termsByLoop;
    }

    @Override
    protected void initChannel(Channel channel) {
        Terms terms = termsByLoop.get(channel.eventLoop());
        if (terms == null) {
            throw new IllegalStateException("no terms for the loop of " + channel);
        }
        ChannelPipeline pipeline = channel.pipeline();
        switch (service) {
            case ECHO -> pipeline.addLast(Stations.ECHO, new EchoHandler(terms));
            case DISCARD -> pipeline.addLast(Stations.DISCARD, new DiscardHandler(terms));
            case CHARGEN -> pipeline.addLast(Stations.CHARGEN, new ChargenHandler(terms));
            case CHAT, TALK, HTTP -> throw new IllegalStateException(service + " has a pipeline of its own");
        }
    }
}
