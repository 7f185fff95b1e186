package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.roost.connection.Terms;
import io.roost.irc.command.IrcLane;
import io.roost.irc.command.IrcSession;
import java.util.Map;
import java.util.Objects;

/** epoll → the session. One station, which splits lines itself and is the connection too. */
public final class IrcPipeline extends ServiceInitializer {
    private final Map<EventLoop, Terms> termsByLoop;
    private final Map<EventLoop, IrcLane> lanesByLoop;

    /** Both maps must know every worker loop and no longer change. */
    public IrcPipeline(Map<EventLoop, Terms> termsByLoop, Map<EventLoop, IrcLane> lanesByLoop) {
        this.termsByLoop = termsByLoop;
        this.lanesByLoop = lanesByLoop;
    }

    @Override
    protected void initChannel(Channel channel) {
        Terms terms = Objects.requireNonNull(termsByLoop.get(channel.eventLoop()));
        IrcLane lane = Objects.requireNonNull(lanesByLoop.get(channel.eventLoop()));
        channel.pipeline().addLast(Stations.IRC, new IrcSession(terms, lane));
    }
}
