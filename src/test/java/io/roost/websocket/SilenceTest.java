package io.roost.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.connection.Lane;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.testkit.ClockedLane;
import io.roost.testkit.WebSocketClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Peers that say nothing, by a clock that the test turns. */
final class SilenceTest {
    private static final int PING_SECONDS = 60;

    private final ClockedLane clocked = new ClockedLane();
    private final LoopCounters counters = clocked.counters();
    private final Lane lane = clocked.lane();

    @Test
    void upgrade_whenHalfOfItComesForEver_thenClosedInTime() {
        Terms terms = lane.terms(new Times(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20), Duration.ZERO));
        EmbeddedChannel channel = new EmbeddedChannel(new UpgradeConnection(terms, upgradeTerms()));
        channel.writeInbound(ascii("GET / HTTP/1.1\r\nUpgrade: websocket\r\n"));

        for (int second = 0; second < 20; second++) {
            clocked.advance(1);
            channel.writeInbound(ascii("X-Slow: " + second + "\r\n"));
            assertThat(channel.isOpen()).isTrue();
        }
        clocked.advance(3);

        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_ADMISSION)).isEqualTo(1);
        channel.finishAndReleaseAll();
    }

    /** A page that its browser has put to sleep still has its browser answer pings. */
    @Test
    void webSocket_whenAsleepForAnHour_thenKeptByItsPongs() {
        EmbeddedChannel channel = echo();
        int pings = 0;
        for (int second = 0; second < 3_600; second++) {
            clocked.advance(1);
            for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
                assertThat(sent.getUnsignedByte(0)).isEqualTo((short) 0x89);
                sent.release();
                pings++;
                channel.writeInbound(Unpooled.wrappedBuffer(WebSocketClient.masked(0x8A, new byte[0])));
            }
        }

        assertThat(channel.isOpen()).isTrue();
        assertThat(pings).isBetween(3_600 / (PING_SECONDS * 5 / 4 + 2) - 1, 3_600 / PING_SECONDS);
        channel.finishAndReleaseAll();
    }

    @Test
    void webSocket_whenItNoLongerAnswers_thenClosedByTheNextPing() {
        EmbeddedChannel channel = echo();
        clocked.advance(2 * PING_SECONDS - 1);
        assertThat(channel.isOpen()).isTrue();

        clocked.advance(4);

        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_PING)).isEqualTo(1);
        channel.finishAndReleaseAll();
    }

    private EmbeddedChannel echo() {
        return new EmbeddedChannel(new WebSocketEcho(
                lane.terms(new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(PING_SECONDS)))));
    }

    private static UpgradeTerms upgradeTerms() {
        Switchover switchover = new Switchover() {
            @Override
            public void speakHttp(io.netty.channel.Channel channel) {
                channel.pipeline().addFirst(new io.netty.handler.codec.http.HttpServerCodec());
            }

            @Override
            public void speakWebSocket(
                    io.netty.channel.Channel channel, boolean isBinary, java.net.SocketAddress peer) {}
        };
        return new UpgradeTerms(
                switchover,
                new OriginPolicy(Set.of(), true),
                new ClientAddress(java.util.List.of()),
                (channel, peer) -> null,
                null,
                false);
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
