package io.roost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollMode;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EpollSelfInspectionTest {
    private final EpollEventLoopGroup loops = new EpollEventLoopGroup(1);

    @AfterEach
    void stopLoops() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void maskOf_whenListenerIsEdgeTriggered_thenMaskHasEdgeBit() throws IOException {
        EpollServerSocketChannel listener = listen(EpollMode.EDGE_TRIGGERED);

        OptionalInt mask = EpollInspector.ofSelf().maskOf(listener.fd().intValue());

        assertThat(mask).isPresent();
        assertThat(EpollEvents.isEdgeTriggered(mask.getAsInt())).isTrue();
        assertThat(EpollEvents.words(mask.getAsInt())).startsWith("IN|").endsWith("|ET");
    }

    @Test
    void maskOf_whenListenerIsLevelTriggered_thenMaskHasNoEdgeBit() throws IOException {
        EpollServerSocketChannel listener = listen(EpollMode.LEVEL_TRIGGERED);

        OptionalInt mask = EpollInspector.ofSelf().maskOf(listener.fd().intValue());

        assertThat(mask).isPresent();
        assertThat(EpollEvents.isEdgeTriggered(mask.getAsInt())).isFalse();
    }

    @Test
    void maskOf_whenDescriptorIsInNoInstance_thenEmpty() throws IOException {
        assertThat(EpollInspector.ofSelf().maskOf(Integer.MAX_VALUE)).isEmpty();
    }

    /** The registration is a task of the loop: it has run when bind is done. */
    private EpollServerSocketChannel listen(EpollMode mode) {
        return (EpollServerSocketChannel) new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .option(EpollChannelOption.EPOLL_MODE, mode)
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }
}
