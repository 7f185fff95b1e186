package io.roost.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.connection.Times;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.ClockedLane;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the head of a request may take. */
class RequestTimeoutTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int SECONDS = 20;

    /** A time counts from the tick in which it began, of a second here. */
    private static final int LATEST = SECONDS + 1;

    private final ClockedLane lane = new ClockedLane();
    private EmbeddedChannel channel = channel(Duration.ZERO, Duration.ZERO);

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
        assertThat(lane.lane().connections().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\n", "GET / HTTP/1.1\r\nHo"})
    void head_whenItsRestDoesNotCome_thenToldSoAndClosed(String begun) {
        send(begun);
        lane.advance(SECONDS);
        assertThat(channel.isOpen()).isTrue();
        assertThat(output()).isEmpty();

        lane.advance(LATEST - SECONDS);

        assertThat(output())
                .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                .contains("\r\nConnection: close\r\n")
                .endsWith("\r\n\r\nthe head of the request did not come in time\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(lane.counters().get(LoopCounter.CLOSED_REQUEST)).isEqualTo(1);
        assertThat(lane.counters().get(LoopCounter.HTTP_4XX)).isEqualTo(1);
    }

    @Test
    void head_whenItComesByteByByte_thenTheTimeCountsFromTheFirst() {
        for (int second = 0; second < LATEST; second++) {
            assertThat(channel.isOpen()).isTrue();
            send("G");
            lane.advance(1);
        }
        assertThat(output()).startsWith("HTTP/1.1 408 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void head_whenItsRestComesInTime_thenServedAndAsMuchTimeForTheNext() {
        for (int request = 0; request < 5; request++) {
            send(GET.substring(0, 20));
            lane.advance(SECONDS - 1);
            // The next begins in the same read.
            send(GET.substring(20) + "GE");
            assertThat(output()).startsWith("HTTP/1.1 200 OK");
            lane.advance(SECONDS - 1);
            send("T / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(output()).startsWith("HTTP/1.1 200 OK");
        }
        assertThat(lane.counters().get(LoopCounter.CLOSED_REQUEST)).isZero();
    }

    @Test
    void connection_whenItAsksForNothing_thenLeftAlone() {
        lane.advance(1_000);
        send(GET);
        assertThat(output()).startsWith("HTTP/1.1 200 OK");
        lane.advance(1_000);
        send(GET);
        assertThat(output()).startsWith("HTTP/1.1 200 OK");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void body_whenItIsSlow_thenItIsNoHead() {
        send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na");
        lane.advance(2 * LATEST);
        send("bc");
        assertThat(output()).endsWith("\r\n\r\nabc");
        lane.advance(2 * LATEST);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void head_whenAnotherAnswerIsUnderWay_thenItsTimeCountsFromTheAnswer() {
        send("GET /delay/60000 HTTP/1.1\r\nHost: x\r\n\r\nGET /");
        lane.advance(2 * LATEST);
        assertThat(channel.isOpen()).isTrue();
        assertThat(output()).isEmpty();
    }

    @Test
    void times_whenOthersAreArmedToo_thenTheFirstCounts() {
        channel.finishAndReleaseAll();
        channel = channel(Duration.ofSeconds(10), Duration.ZERO);
        send("GET /");
        lane.advance(12);
        assertThat(channel.isOpen()).isFalse();
        assertThat(lane.counters().get(LoopCounter.CLOSED_IDLE)).isEqualTo(1);

        channel = channel(Duration.ofSeconds(1_000), Duration.ofSeconds(1_000));
        send("GET /");
        lane.advance(LATEST);
        assertThat(output()).startsWith("HTTP/1.1 408 ");
        assertThat(channel.isOpen()).isFalse();
        assertThat(lane.counters().get(LoopCounter.CLOSED_REQUEST)).isEqualTo(1);

        channel = channel(Duration.ZERO, Duration.ofSeconds(40));
        lane.advance(30);
        send("GET /");
        lane.advance(14);
        assertThat(channel.isOpen()).isFalse();
        assertThat(lane.counters().get(LoopCounter.CLOSED_LIFETIME)).isEqualTo(1);
    }

    private EmbeddedChannel channel(Duration idle, Duration lifetime) {
        HttpTargetHandler target = new HttpTargetHandler(lane.lane()
                .terms(new Times(idle, lifetime, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(SECONDS))));
        return new EmbeddedChannel(new RequestReader(target), target);
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        channel.runPendingTasks();
    }

    private String output() {
        channel.runPendingTasks();
        StringBuilder all = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            all.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return all.toString();
    }
}
