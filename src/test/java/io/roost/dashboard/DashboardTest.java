package io.roost.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.roost.metrics.AdminGuard;
import io.roost.metrics.AdminHandler;
import io.roost.metrics.ChatFigures;
import io.roost.metrics.IndexEndpoint;
import io.roost.metrics.LoadFigures;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.ToxicFigures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FakeLoop boss = new FakeLoop("boss-0");
    private final FakeLoop worker = new FakeLoop("worker-0");
    private final Dashboard dashboard = new Dashboard(
            List.of(boss),
            List.of(worker),
            1_000_000,
            new ChatFigures(() -> 7, () -> 3),
            new LoadFigures(() -> 1, () -> "refusing", name -> 0, () -> 1.5, () -> 0.25, () -> 0.5),
            new FakeToxics(),
            nanos::get);
    private final AdminHandler pages =
            new AdminHandler(dashboard.pages(new IndexEndpoint(List.of("/metrics"))), new AdminGuard(true));

    @Test
    void stats_whenTwoSecondsPassed_thenRatesArePerSecondAndTotalsSinceTheStart() throws Exception {
        worker.count(LoopCounter.OPENED, 10).count(LoopCounter.CLOSED_IDLE, 4);
        sampleAfterMs(1_000);
        worker.connections = 106;
        worker.count(LoopCounter.OPENED, 100)
                .count(LoopCounter.CLOSED_IDLE, 1)
                .count(LoopCounter.CAUSE_DATA, 90)
                .count(LoopCounter.TURNS, 40);
        boss.count(LoopCounter.CAUSE_ACCEPT, 100).count(LoopCounter.REFUSED_FULL, 3);
        worker.counters().addQueuedBytes(5_000);
        sampleAfterMs(2_000);

        JsonNode stats = new ObjectMapper().readTree(afterHead(body(get("/stats", ""))));

        assertThat(stats.at("/connections").asInt()).isEqualTo(106);
        assertThat(stats.at("/connectionLimit").asInt()).isEqualTo(1_000_000);
        assertThat(stats.at("/uptimeMs").asInt()).isEqualTo(3_000);
        assertThat(stats.at("/total/opened").asInt()).isEqualTo(110);
        assertThat(stats.at("/total/closed/idle-timeout").asInt()).isEqualTo(5);
        assertThat(stats.at("/perSecond/opened").asDouble()).isEqualTo(50);
        assertThat(stats.at("/perSecond/closed/idle-timeout").asDouble()).isEqualTo(0.5);
        assertThat(stats.at("/perSecond/closedInAll").asDouble()).isEqualTo(0.5);
        assertThat(stats.at("/perSecond/refused").asDouble()).isEqualTo(1.5);
        assertThat(stats.at("/perSecond/events/accept").asDouble()).isEqualTo(50);
        assertThat(stats.at("/perSecond/events/data").asDouble()).isEqualTo(45);
        assertThat(stats.at("/loops/1/name").asText()).isEqualTo("worker-0");
        assertThat(stats.at("/loops/1/registrations").asInt()).isEqualTo(107);
        assertThat(stats.at("/loops/1/eventsPerWait").asDouble()).isEqualTo(2.25);
        assertThat(stats.at("/loops/1/busy").asDouble()).isBetween(0.0, 1.0);
        assertThat(stats.at("/queuedBytes").asInt()).isEqualTo(5_000);
        assertThat(stats.at("/memory/residentBytes").asLong()).isGreaterThan(10 << 20);
        assertThat(stats.at("/memory/heapBytes").asLong()).isPositive();
        assertThat(stats.at("/overload/level").asText()).isEqualTo("refusing");
        assertThat(stats.at("/overload/lagMs").asDouble()).isEqualTo(1_500);
        assertThat(stats.at("/overload/heapShare").asDouble()).isEqualTo(0.25);
        assertThat(stats.at("/chat/users").asInt()).isEqualTo(7);
        assertThat(stats.at("/spoilt")).as("without those that have no toxic").hasSize(1);
        assertThat(stats.at("/spoilt/0/listener").asText()).isEqualTo("http");
        assertThat(stats.at("/spoilt/0/toxics/0").asText()).isEqualTo("latency:latency=50@0.2");
        assertThat(stats.at("/spoilt/0/connections").asInt()).isEqualTo(4);
    }

    @Test
    void history_whenLongerThanTheRing_thenTheLastFiveMinutesOldestFirst() throws Exception {
        for (int i = 1; i <= 400; i++) {
            worker.connections = 100_000 + i;
            worker.count(LoopCounter.OPENED, 10_000 + i).count(LoopCounter.CAUSE_DATA, 100_000 + i);
            sampleAfterMs(1_000);
        }

        EmbeddedChannel watcher = get("/events", "");
        String greeting = body(watcher);
        JsonNode history = new ObjectMapper().readTree(data(greeting, "history"));

        System.out.printf("what a new watcher gets first: %,d bytes%n", greeting.length());
        assertThat(greeting.length()).isBetween(10_000, 45_000);
        assertThat(history.at("/connections")).hasSize(300);
        assertThat(history.at("/timeMs")).hasSize(300);
        assertThat(history.at("/connections/0").asInt()).isEqualTo(100_101);
        assertThat(history.at("/connections/299").asInt()).isEqualTo(100_400);
        assertThat(history.at("/opened/299").asInt()).isEqualTo(10_400);
        assertThat(new ObjectMapper()
                        .readTree(data(greeting, "sample"))
                        .at("/connections")
                        .asInt())
                .isEqualTo(100_400);
        watcher.finishAndReleaseAll();
    }

    @Test
    void watchers_whenSampled_thenEachGetsTheEventAndNothingOfHttpIsLeft() {
        EmbeddedChannel first = get("/events", "");
        EmbeddedChannel second = get("/events", "");
        assertThat(body(first)).startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
        assertThat(body(second)).contains("event: history\n", "event: sample\n");
        assertThat(first.pipeline().names()).startsWith("watcher").hasSize(2);

        sampleAfterMs(1_000);

        String event = body(first);
        assertThat(event).startsWith("event: sample\ndata: {").endsWith("}\n\n").contains("\"watchers\":2");
        assertThat(body(second)).isEqualTo(event);

        first.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII));
        assertThat(first.<Object>readOutbound()).as("an answer amid the events").isNull();
        first.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(first.isOpen()).isFalse();
        sampleAfterMs(1_000);
        assertThat(body(second)).contains("\"watchers\":1");
        second.finishAndReleaseAll();
    }

    @Test
    void watcher_whenItTakesNothing_thenItIsSkippedAndThenClosed() {
        EmbeddedChannel asleep = get("/events", "");
        EmbeddedChannel awake = get("/events", "");
        body(asleep);
        asleep.unsafe().outboundBuffer().setUserDefinedWritability(1, false);

        for (int i = 0; i < Watchers.MOST_MISSED; i++) {
            sampleAfterMs(1_000);
            assertThat(asleep.isOpen()).isTrue();
        }
        assertThat(asleep.<Object>readOutbound()).as("what it does not take").isNull();
        sampleAfterMs(1_000);

        assertThat(asleep.isOpen()).isFalse();
        assertThat(awake.isOpen()).isTrue();
        awake.finishAndReleaseAll();
    }

    @Test
    void watchers_whenTooMany_thenOneMoreIsToldToComeLater() {
        List<EmbeddedChannel> watchers = new ArrayList<>();
        for (int i = 0; i < Watchers.MOST; i++) {
            watchers.add(get("/events", ""));
        }
        EmbeddedChannel late = get("/events", "");

        assertThat(body(late)).startsWith("HTTP/1.1 503 ").containsIgnoringCase("\r\nretry-after: 30\r\n");
        assertThat(late.isOpen()).isFalse();
        watchers.get(0).close().syncUninterruptibly();
        EmbeddedChannel next = get("/events", "");
        assertThat(body(next)).startsWith("HTTP/1.1 200 ");
        watchers.add(next);
        watchers.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void frontPage_whenAskedForHtmlOrNot_thenThePageOrPlainLines() {
        assertThat(body(get("/", "Accept: */*\r\n")))
                .endsWith("\r\n\r\nRoost: where a million idle connections rest.\n/metrics\n");
        assertThat(body(get("/", "Accept: text/html,application/xhtml+xml\r\n")))
                .contains("<!doctype html>")
                .contains("Content-Security-Policy: default-src 'none'; script-src 'self'")
                .doesNotContain("unsafe", "<style", "style=", "onclick", "http://", "https://");
    }

    /** Of two listeners, one of which is spoilt. */
    private static final class FakeToxics implements ToxicFigures {
        @Override
        public List<Share> shares() {
            return List.of(
                    new Share("echo", List.of(), 0),
                    new Share("http", List.of("latency:latency=50@0.2", "never_read"), 4));
        }

        @Override
        public long changes() {
            return 0;
        }
    }

    private void sampleAfterMs(long ms) {
        nanos.addAndGet(ms * 1_000_000);
        dashboard.run();
    }

    private EmbeddedChannel get(String path, String headers) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec(), new HttpObjectAggregator(8_192), pages);
        channel.writeInbound(Unpooled.copiedBuffer(
                "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n", StandardCharsets.US_ASCII));
        return channel;
    }

    /** Everything that was sent; of a page, its head too. */
    private static String body(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return text.toString();
    }

    private static String afterHead(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    private static String data(String events, String name) {
        String before = "event: " + name + "\ndata: ";
        int from = events.indexOf(before) + before.length();
        return events.substring(from, events.indexOf("\n\n", from));
    }
}
