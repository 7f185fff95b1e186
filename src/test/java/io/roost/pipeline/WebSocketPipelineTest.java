package io.roost.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.chat.ChatLane;
import io.roost.chat.ChatWorld;
import io.roost.chat.Limits;
import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.connection.Lane;
import io.roost.connection.Pace;
import io.roost.connection.SendQueue;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.irc.command.IrcLane;
import io.roost.irc.command.IrcServer;
import io.roost.metrics.LoopCounters;
import io.roost.testkit.WebSocketClient;
import io.roost.websocket.ClientAddress;
import io.roost.websocket.OriginPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The timetable of a WebSocket: before the first bytes, until the upgrade, and from then on. */
class WebSocketPipelineTest {
    @Test
    void chat_whenUpgraded_thenNothingOfHttpRemains() throws ConfigException {
        EmbeddedChannel channel = webSocket(true);
        assertThat(channel.pipeline().names()).startsWith("upgrade").hasSize(2);

        channel.writeInbound(ascii("GET / HTTP/1.1\r\n"));
        assertThat(channel.pipeline().names())
                .startsWith("http-codec", "upgrade")
                .hasSize(3);

        channel.writeInbound(ascii(WebSocketClient.request().substring("GET /chat HTTP/1.1\r\n".length())));
        assertThat(channel.pipeline().names()).startsWith("irc").hasSize(2);
        channel.finishAndReleaseAll();
    }

    @Test
    void echo_whenUpgraded_thenOneStation() throws ConfigException {
        EmbeddedChannel channel = webSocket(false);

        channel.writeInbound(ascii(WebSocketClient.request()));

        assertThat(channel.pipeline().names()).startsWith("echo").hasSize(2);
        channel.finishAndReleaseAll();
    }

    @Test
    void request_whenItBegins_thenPassesOnceWhatStandsBefore() throws ConfigException {
        EmbeddedChannel channel = webSocket(true);
        AtomicInteger passed = new AtomicInteger();
        channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                passed.addAndGet(((ByteBuf) message).readableBytes());
                context.fireChannelRead(message);
            }
        });

        channel.writeInbound(ascii(WebSocketClient.request()));

        assertThat(passed).hasValue(WebSocketClient.request().length());
        channel.finishAndReleaseAll();
    }

    private static EmbeddedChannel webSocket(boolean isChat) throws ConfigException {
        EventLoop loop = new EmbeddedChannel().eventLoop();
        Lane lane = new Lane(loop, new LoopCounters("test"), Duration.ofSeconds(1), System::nanoTime, false);
        IrcServer server = new IrcServer(
                new ConfigLoader().load(),
                new ChatWorld(1, new Limits(32, 64, 390, 100)),
                "1",
                List.of(),
                report -> {});
        Map<EventLoop, Terms> terms = new PipelineTest.OfAnyLoop<>(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));
        Map<EventLoop, IrcLane> lanes = new PipelineTest.OfAnyLoop<>(new IrcLane(
                server,
                lane,
                new ChatLane(0, () -> {}, fault -> {}),
                new SendQueue(1 << 20, 1 << 20, lane, List.of(lane)),
                Pace.any(lane)));
        OriginPolicy origins = new OriginPolicy(Set.of(), true);
        ClientAddress addresses = new ClientAddress(List.of());
        return new EmbeddedChannel(new WebSocketPipeline(
                terms, terms, isChat ? lanes : null, origins, addresses, (channel, peer) -> null, null, null));
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
