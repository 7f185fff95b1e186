package io.roost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollMode;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.roost.inspect.EpollReport.KindCount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
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
        assertThat(EpollEvents.words(mask.getAsInt())).endsWith("|ET");
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

    @Test
    void inspect_whenClientsAreConnected_thenEveryConnectionIsEdgeTriggered() throws IOException {
        EpollServerSocketChannel listener = listen(EpollMode.EDGE_TRIGGERED);
        try (Socket first = connect(listener);
                Socket second = connect(listener)) {
            awaitEcho(first, second);
            EpollReport report = EpollInspector.ofSelf().inspect();

            String address = "127.0.0.1:" + listener.localAddress().getPort();
            assertThat(report.instances())
                    .filteredOn(instance -> instance.listening().contains(address))
                    .singleElement()
                    .satisfies(instance -> assertThat(instance.level()).isZero())
                    .satisfies(instance ->
                            assertThat(instance.kinds()).contains(new KindCount(DescriptorKind.ESTABLISHED, 2, 2)));
            assertThat(report.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(report.command()).contains("java");
        }
    }

    @Test
    void inspect_whenJdkSelector_thenLevelTriggered() throws IOException {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            selector.selectNow();

            EpollReport report = EpollInspector.ofSelf().inspect();

            String address = "127.0.0.1:" + ((InetSocketAddress) listener.getLocalAddress()).getPort();
            assertThat(report.instances())
                    .filteredOn(instance -> instance.listening().contains(address))
                    .singleElement()
                    .satisfies(instance -> assertThat(instance.edge()).isZero());
        }
    }

    private static Socket connect(EpollServerSocketChannel listener) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), listener.localAddress().getPort());
    }

    /** An echo has come through the epoll instance: the connection is registered. */
    private static void awaitEcho(Socket... clients) throws IOException {
        for (Socket client : clients) {
            client.getOutputStream().write('!');
            assertThat(client.getInputStream().read()).isEqualTo('!');
        }
    }

    /** The registration is a task of the loop: it has run when bind is done. The interest in IN may follow. */
    private EpollServerSocketChannel listen(EpollMode mode) {
        return (EpollServerSocketChannel) new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .option(EpollChannelOption.EPOLL_MODE, mode)
                .childOption(EpollChannelOption.EPOLL_MODE, mode)
                .childHandler(new Echo())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    @ChannelHandler.Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ChannelFuture unused = ctx.writeAndFlush(message);
        }
    }
}
