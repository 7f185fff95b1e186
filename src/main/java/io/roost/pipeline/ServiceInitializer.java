package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/**
 * The stations of a service. Where others may have to stand before them, whoever puts those puts these too, at once: a
 * second initializer in the pipeline would come and go with each connection.
 */
public abstract class ServiceInitializer extends ChannelInitializer<Channel> {
    ServiceInitializer() {}

    @Override
    protected abstract void initChannel(Channel channel);
}
