package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.roost.config.Service;
import io.roost.connection.Greeting;
import io.roost.connection.Terms;
import io.roost.echo.ChargenHandler;
import io.roost.echo.DiscardHandler;
import io.roost.echo.EchoHandler;
import io.roost.echo.GreetingStation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** epoll → the service. One station, which is the connection itself; before it, until the connection is up, a greeting. */
public final class ServicePipeline extends ServiceInitializer {
    private final Service service;
    private final Map<EventLoop, Terms> termsByLoop;
    private final @Nullable GreetingStation greeting;

    /** Pipelines of {@code service}; {@code termsByLoop} must know every worker loop and no longer change. */
    public ServicePipeline(Service service, Map<EventLoop, Terms> termsByLoop) {
        this(service, termsByLoop, null);
    }

    /** The same, of an echo that begins with {@code greeting}; null: with nothing. */
    public ServicePipeline(Service service, Map<EventLoop, Terms> termsByLoop, @Nullable Greeting greeting) {
        this.service = service;
        this.termsByLoop = termsByLoop;
        this.greeting = greeting == null ? null : new GreetingStation(greeting);
    }

    @Override
    protected void initChannel(Channel channel) {
        Terms terms = termsByLoop.get(channel.eventLoop());
        if (terms == null) {
            throw new IllegalStateException("no terms for the loop of " + channel);
        }
        ChannelPipeline pipeline = channel.pipeline();
        if (greeting != null) {
            pipeline.addLast(Stations.GREETING, greeting);
        }
        switch (service) {
            case ECHO -> pipeline.addLast(Stations.ECHO, new EchoHandler(terms));
            case DISCARD -> pipeline.addLast(Stations.DISCARD, new DiscardHandler(terms));
            case CHARGEN -> pipeline.addLast(Stations.CHARGEN, new ChargenHandler(terms));
            case CHAT, TALK, HTTP -> throw new IllegalStateException(service + " has a pipeline of its own");
        }
    }
}
