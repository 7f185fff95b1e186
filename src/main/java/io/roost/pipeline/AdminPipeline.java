package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.roost.metrics.AdminHandler;

/** epoll → idle → HTTP codec → aggregator → admin. A peer that neither asks nor reads is closed. */
public final class AdminPipeline extends ChannelInitializer<Channel> {
    private static final int IDLE_SECONDS = 60;
    private static final int MAX_REQUEST_BYTES = 64 << 10;

    private final AdminHandler handler;

    /** Pipelines that end in {@code handler}. */
    public AdminPipeline(AdminHandler handler) {
        this.handler = handler;
    }

    @Override
    protected void initChannel(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(Stations.HTTP_IDLE, new IdleStateHandler(0, 0, IDLE_SECONDS));
        pipeline.addLast(Stations.HTTP_CODEC, new HttpServerCodec());
        pipeline.addLast(Stations.HTTP_AGGREGATOR, new HttpObjectAggregator(MAX_REQUEST_BYTES));
        pipeline.addLast(Stations.ADMIN, handler);
    }
}
