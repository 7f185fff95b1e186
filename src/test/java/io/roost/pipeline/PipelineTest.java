package io.roost.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.chat.ChatLane;
import io.roost.chat.ChatWorld;
import io.roost.chat.Limits;
import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.config.Service;
import io.roost.connection.Greeting;
import io.roost.connection.Lane;
import io.roost.connection.Pace;
import io.roost.connection.SendQueue;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.irc.command.IrcLane;
import io.roost.irc.command.IrcServer;
import io.roost.metrics.AdminGuard;
import io.roost.metrics.AdminHandler;
import io.roost.metrics.LoopCounters;
import io.roost.talk.TalkLane;
import io.roost.talk.TalkServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The timetable: which stations a byte passes, in order. */
class PipelineTest {
    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHAT", "TALK", "HTTP"})
    void service_whenAccepted_thenOneStation(Service service) {
        EventLoop loop = new EmbeddedChannel().eventLoop();
        Lane lane = new Lane(loop, new LoopCounters("test"), Duration.ofSeconds(1), System::nanoTime, false);
        Map<EventLoop, Terms> terms = new OfAnyLoop<>(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));

        EmbeddedChannel channel = new NeverActive(new ServicePipeline(service, terms));

        assertThat(channel.pipeline().names()).startsWith(service.text()).hasSize(2);
        channel.finishAndReleaseAll();
    }

    @Test
    void echo_whenItGreets_thenAStationThatHasGoneWhenItIsUp() {
        Lane lane = new Lane(
                new EmbeddedChannel().eventLoop(),
                new LoopCounters("test"),
                Duration.ofSeconds(1),
                System::nanoTime,
                false);
        Map<EventLoop, Terms> terms = new OfAnyLoop<>(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));
        Greeting greeting = new Greeting("node.example", "echo", true, "220 ready\r\n");

        EmbeddedChannel channel = new EmbeddedChannel(new ServicePipeline(Service.ECHO, terms, greeting));

        assertThat(channel.pipeline().names()).startsWith("echo").hasSize(2);
        ByteBuf words = channel.readOutbound();
        assertThat(words.toString(StandardCharsets.US_ASCII))
                .isEqualTo("node=node.example listener=echo peer=embedded\n220 ready\r\n");
        words.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void http_whenAccepted_thenReaderAndTarget() {
        EventLoop loop = new EmbeddedChannel().eventLoop();
        Lane lane = new Lane(loop, new LoopCounters("test"), Duration.ofSeconds(1), System::nanoTime, false);
        Map<EventLoop, Terms> terms = new OfAnyLoop<>(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));

        EmbeddedChannel channel = new EmbeddedChannel(new HttpPipeline(terms));

        assertThat(channel.pipeline().names()).startsWith("http-reader", "http").hasSize(3);
        channel.finishAndReleaseAll();
    }

    @Test
    void chat_whenAccepted_thenOneStation() throws ConfigException {
        EventLoop loop = new EmbeddedChannel().eventLoop();
        Lane lane = new Lane(loop, new LoopCounters("test"), Duration.ofSeconds(1), System::nanoTime, false);
        IrcServer server = new IrcServer(
                new ConfigLoader().load(),
                new ChatWorld(1, new Limits(32, 64, 390, 100)),
                "1",
                List.of(),
                report -> {});
        Map<EventLoop, Terms> terms = new OfAnyLoop<>(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));
        Map<EventLoop, IrcLane> lanes = new OfAnyLoop<>(new IrcLane(
                server,
                lane,
                new ChatLane(0, () -> {}, fault -> {}),
                new SendQueue(1 << 20, 1 << 20, lane, List.of(lane)),
                Pace.any(lane)));

        EmbeddedChannel channel = new EmbeddedChannel(new IrcPipeline(terms, lanes));

        assertThat(channel.pipeline().names()).startsWith("irc").hasSize(2);
        channel.finishAndReleaseAll();
    }

    @Test
    void talk_whenAccepted_thenOneStation() throws ConfigException {
        EventLoop loop = new EmbeddedChannel().eventLoop();
        Lane lane = new Lane(loop, new LoopCounters("test"), Duration.ofSeconds(1), System::nanoTime, false);
        ChatWorld world = new ChatWorld(1, new Limits(32, 64, 390, 100));
        TalkServer server = new TalkServer(new ConfigLoader().load(), world, List.of());
        Map<EventLoop, Terms> terms = new OfAnyLoop<>(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));
        Map<EventLoop, TalkLane> lanes = new OfAnyLoop<>(new TalkLane(
                server,
                lane,
                new ChatLane(0, () -> {}, fault -> {}),
                new SendQueue(1 << 20, 1 << 20, lane, List.of(lane)),
                Pace.any(lane)));

        EmbeddedChannel channel = new EmbeddedChannel(new TalkPipeline(terms, lanes));

        assertThat(channel.pipeline().names()).startsWith("talk").hasSize(2);
        channel.finishAndReleaseAll();
    }

    @Test
    void admin_whenAccepted_thenHttpStationsInOrder() {
        EmbeddedChannel channel =
                new EmbeddedChannel(new AdminPipeline(new AdminHandler(Map.of(), new AdminGuard(true))));

        assertThat(channel.pipeline().names())
                .startsWith("http-idle", "http-codec", "http-aggregator", "admin")
                .hasSize(5);
        channel.finishAndReleaseAll();
    }

    /** Takes whatever is written, so that chargen, once active, would never stop. */
    private static final class NeverActive extends EmbeddedChannel {
        NeverActive(ChannelHandler handler) {
            super(handler);
        }

        @Override
        public boolean isActive() {
            return false;
        }
    }

    /** An embedded channel has a loop of its own, which no table knows beforehand. */
    static final class OfAnyLoop<T> extends java.util.AbstractMap<EventLoop, T> {
        private final T value;

        OfAnyLoop(T value) {
            this.value = value;
        }

        @Override
        public T get(Object loop) {
            return value;
        }

        @Override
        public java.util.Set<Entry<EventLoop, T>> entrySet() {
            return java.util.Set.of();
        }
    }
}
