package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.roost.connection.Terms;
import io.roost.http.HttpTargetHandler;
import io.roost.http.RequestReader;
import java.util.Map;
import java.util.Objects;

/** epoll → reader of requests → target, which writes its responses as bytes, past the reader. */
public final class HttpPipeline extends ServiceInitializer {
    private final Map<EventLoop, Terms> termsByLoop;

    /** {@code termsByLoop} must know every worker loop and no longer change. */
    public HttpPipeline(Map<EventLoop, Terms> termsByLoop) {
        this.termsByLoop = termsByLoop;
    }

    @Override
    protected void initChannel(Channel channel) {
        HttpTargetHandler target = new HttpTargetHandler(Objects.requireNonNull(termsByLoop.get(channel.eventLoop())));
        channel.pipeline()
                .addLast(Stations.HTTP_READER, new RequestReader(target))
                .addLast(Stations.HTTP, target);
    }
}
