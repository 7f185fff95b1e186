package io.roost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastCallTest {
    private final EpollEventLoopGroup group = new EpollEventLoopGroup(1);
    private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
    private final Channel listener = Transport.EPOLL.newServerChannel(InternetProtocolFamily.IPv4);

    @BeforeEach
    void listen() {
        listener.config().setAutoRead(false);
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                ((Channel) message).unsafe().closeForcibly();
                accepted.complete((Channel) message);
            }
        });
        group.register(listener).syncUninterruptibly();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly();
    }

    @AfterEach
    void end() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void filter_whenAttached_thenNobodyBeginsAHandshakeAndWhoHasDoneSoIsHeard() throws Exception {
        try (Socket before = connect(5_000)) {
            before.getOutputStream().write(1);
            SynFilter.attachTo((io.netty.channel.unix.Socket) ((UnixChannel) listener).fd());

            assertThatThrownBy(() -> connect(300)).isInstanceOf(SocketTimeoutException.class);
            before.getOutputStream().write(2);
            listener.config().setAutoRead(true);
            assertThat(accepted.get(5, TimeUnit.SECONDS).remoteAddress()).isEqualTo(before.getLocalSocketAddress());
        }
    }

    @Test
    void call_whenOneWaits_thenClosedOnlyWhenItIsAccepted() throws Exception {
        try (Socket before = connect(5_000)) {
            LastCall.begin(listener, 60_000);
            assertThat(listener.closeFuture().await(200)).isFalse();
            listener.config().setAutoRead(true);
            assertThat(accepted.get(5, TimeUnit.SECONDS).remoteAddress()).isEqualTo(before.getLocalSocketAddress());
            assertThat(listener.closeFuture().await(5_000)).isTrue();
            assertThatThrownBy(() -> connect(5_000)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void call_whenNobodyAccepts_thenClosedInTheEnd() throws Exception {
        try (Socket before = connect(5_000)) {
            LastCall.begin(listener, 50);
            assertThat(listener.closeFuture().await(5_000)).isTrue();
            assertThat(before.isConnected()).isTrue();
        }
    }

    private Socket connect(int timeoutMs) throws IOException {
        Socket socket = new Socket();
        socket.connect(listener.localAddress(), timeoutMs);
        return socket;
    }
}
