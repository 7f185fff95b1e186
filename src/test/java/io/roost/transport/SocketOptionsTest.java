package io.roost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.roost.config.Bind;
import io.roost.config.ConfigLoader;
import io.roost.config.RoostConfig;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel says of an accepted socket's options, however they came to be set. */
class SocketOptionsTest {
    @ParameterizedTest
    @CsvSource({"epoll,true", "epoll,false", "epoll-level,true", "nio,true", "nio,false"})
    void connection_whenAccepted_thenItHasTheConfiguredOptions(String transport, boolean isOn) throws Exception {
        RoostConfig config = new ConfigLoader()
                .assignments(List.of("transport=" + transport, "tcp.keep-alive=" + isOn, "tcp.no-delay=" + isOn))
                .load();
        EventLoops loops = new EventLoops(Transport.of(config.transport()), config.eventLoops());
        Catcher catcher = new Catcher();
        try {
            ListenerBinder binder = new ListenerBinder(
                    loops.transport(),
                    loops.bosses(),
                    loops.workers(),
                    new SocketOptions(loops.transport(), config.tcp(), config.limits()));
            Channel listener = binder.bind(
                            new Bind("127.0.0.1", 0), catcher, new Door(loops.workers(), 10), excess -> new byte[0])
                    .get(0);
            InetSocketAddress address = (InetSocketAddress) listener.localAddress();
            try (Socket client = new Socket(address.getAddress(), address.getPort())) {
                assertThat(client.isConnected()).isTrue();
                Channel connection = catcher.caught.get(30, TimeUnit.SECONDS);
                assertThat(connection.config().getOption(ChannelOption.SO_KEEPALIVE))
                        .isEqualTo(isOn);
                assertThat(connection.config().getOption(ChannelOption.TCP_NODELAY))
                        .isEqualTo(isOn);
            }
        } finally {
            loops.shutdown(1_000);
        }
    }

    @Sharable
    private static final class Catcher extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Channel> caught = new CompletableFuture<>();

        @Override
        public void channelActive(ChannelHandlerContext context) {
            caught.complete(context.channel());
        }
    }
}
