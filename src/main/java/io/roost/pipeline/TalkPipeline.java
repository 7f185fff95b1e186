package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.roost.connection.Terms;
import io.roost.talk.TalkLane;
import io.roost.talk.TalkSession;
import java.util.Map;
import java.util.Objects;

/** epoll → the session. One station, which splits lines itself and is the connection too. */
public final class TalkPipeline extends ServiceInitializer {
    private final Map<EventLoop, Terms> termsByLoop;
    private final Map<EventLoop, TalkLane> lanesByLoop;

    /** Both maps must know every worker loop and no longer change. */
    public TalkPipeline(Map<EventLoop, Terms> termsByLoop, Map<EventLoop, TalkLane> lanesByLoop) {
        this.termsByLoop = termsByLoop;
        this.lanesByLoop = lanesByLoop;
    }

    @Override
    protected void initChannel(Channel channel) {
        Terms terms = Objects.requireNonNull(termsByLoop.get(channel.eventLoop()));
        TalkLane lane = Objects.requireNonNull(lanesByLoop.get(channel.eventLoop()));
        channel.pipeline().addLast(Stations.TALK, new TalkSession(terms, lane));
    }
}
