package io.roost.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.connection.Lane;
import io.roost.connection.Times;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetHandlerTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final LoopCounters counters = new LoopCounters("test");
    private final Lane lane =
            new Lane(new EmbeddedChannel().eventLoop(), counters, Duration.ofSeconds(1), System::nanoTime, false);
    private final EmbeddedChannel channel = channel();

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void get_whenAsked_thenAShortTextAndTheConnectionStays() {
        assertThat(answerTo(GET))
                .startsWith("HTTP/1.1 200 OK\r\nDate: ")
                .contains("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 17\r\n\r\n")
                .endsWith("\r\n\r\nHello from Roost\n")
                .doesNotContain("Connection:");
        assertThat(channel.isOpen()).isTrue();
        assertThat(counters.get(LoopCounter.HTTP_2XX)).isEqualTo(1);
        assertThat(counters.get(LoopCounter.BYTES_IN)).isEqualTo(GET.length());
    }

    @Test
    void requests_whenPipelined_thenAnsweredInOrderByOneWrite() {
        channel.writeInbound(bytes(
                "GET /status/201 HTTP/1.1\r\nHost: x\r\n\r\n" + GET + "GET /bytes/3 HTTP/1.1\r\nHost: x\r\n\r\n"));

        ByteBuf only = channel.readOutbound();
        String text = only.toString(StandardCharsets.US_ASCII);
        only.release();
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(text.split("HTTP/1.1 ", -1))
                .satisfiesExactly(
                        before -> assertThat(before).isEmpty(),
                        first -> assertThat(first).startsWith("201 Created").endsWith("status 201\n"),
                        second -> assertThat(second).startsWith("200 OK").endsWith("Hello from Roost\n"),
                        third -> assertThat(third).endsWith("Content-Length: 3\r\n\r\n012"));
        assertThat(counters.get(LoopCounter.MESSAGES_OUT)).isEqualTo(1);
    }

    @Test
    void requests_whenSplitAtEveryByte_thenTheSameAnswers() {
        String requests = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                + "PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" + GET;
        for (int at = 1; at < requests.length(); at++) {
            String answers = answerTo(requests.substring(0, at)) + answerTo(requests.substring(at));
            assertThat(answers.replaceAll("HTTP/1\\.1 200 OK\r\n(?:[A-Z][^\n]*\r\n)+\r\n", "|"))
                    .as("split at %d", at)
                    .matches(
                            "\\|(5\r\nhello|\\d\r\nh?e?l?l?o?\r\n\\d\r\nh?e?l?l?o?)\r\n0\r\n\r\n\\|abc\\|Hello from Roost\n");
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/,17", "/bytes/100000,100000", "/status/404,11"})
    void head_whenAsked_thenTheLengthAndNoBody(String path, int length) {
        String answers = answerTo("HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n" + GET);

        assertThat(answers)
                .contains("Content-Length: " + length + "\r\n\r\nHTTP/1.1 200 OK")
                .endsWith("Roost\n");
    }

    @Test
    void expect_whenTheBodyIsWanted_thenItIsCalledForAndComesBack() {
        assertThat(answerTo("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"))
                .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(answerTo("hi")).startsWith("HTTP/1.1 200 OK").endsWith("Content-Length: 2\r\n\r\nhi");
        assertThat(answerTo("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(channel.isOpen()).as("whether the body comes is not known").isFalse();
    }

    @Test
    void http10_whenItDoesNotAskForMore_thenAnsweredAndClosed() {
        assertThat(answerTo("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")).contains("Connection: keep-alive\r\n");
        assertThat(channel.isOpen()).isTrue();

        assertThat(answerTo("GET / HTTP/1.0\r\n\r\n"))
                .contains("Connection: close\r\n")
                .endsWith("Roost\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_PEER)).isEqualTo(1);
    }

    @Test
    void close_whenAskedForWithAnEcho_thenTheWholeBodyFirst() {
        assertThat(answerTo("POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nab"))
                .contains("Connection: close\r\n")
                .endsWith("ab");
        assertThat(channel.isOpen()).isTrue();
        assertThat(answerTo("cd" + GET)).isEqualTo("cd");
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|\\26\\3\\1\\2\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nno colon\\r\\n\\r\\n",
                "400|POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 2\\r\\nContent-Length: 3\\r\\n\\r\\n",
                "400|POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n",
                "400|POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n",
                "413|POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1073741825\\r\\n\\r\\n",
                "413|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 65537\\r\\n\\r\\n",
                "417|POST /echo HTTP/1.1\\r\\nHost: a\\r\\nExpect: cake\\r\\n\\r\\n",
                "501|POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n",
                "505|PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n"
            })
    void request_whenBroken_thenToldWhyOnceAndClosed(int status, String request) {
        String answer = answerTo(request.translateEscapes() + GET);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Connection: close\r\n")
                .endsWith("\n");
        assertThat(answer.split("HTTP/1\\.1 \\d", -1)).as("answers").hasSize(2);
        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_PROTOCOL)).isEqualTo(1);
        assertThat(counters.get(LoopCounter.CLOSED_ERROR)).isZero();
    }

    @Test
    void line_whenTooLong_thenStatus414() {
        assertThat(answerTo("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void header_whenTooLong_thenStatus431() {
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(9_000)))
                .startsWith("HTTP/1.1 431 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void body_whenUnwantedAndWithoutEnd_thenClosedAtTheLimit() {
        assertThat(answerTo("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
        String chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";
        for (int i = 0; i < 4; i++) {
            answerTo(chunk);
            assertThat(channel.isOpen()).isTrue();
        }
        answerTo(chunk);
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /nothing,404", "GET /echo,405", "DELETE /,405", "GET /bytes/x,400", "GET /bytes/1073741825,400",
        "GET /bytes/,400", "GET /status/99,400", "GET /delay/60001,400", "GET /status/204,204", "GET /status/599,599",
        "GET http://x/status/299,299", "GET /?q=1,200", "GET *,404", "OPTIONS *,404", "BREW /,405"
    })
    void request_whenItAsksForWhatIsNotHere_thenAStatusAndTheConnectionStays(String request, int status) {
        String answers = answerTo(request + " HTTP/1.1\r\nHost: x\r\n\r\n" + GET);

        assertThat(answers).startsWith("HTTP/1.1 " + status + " ").endsWith("Hello from Roost\n");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void delay_whenAsked_thenItAndThoseBehindItWait() {
        channel.freezeTime();
        assertThat(answerTo("GET /delay/50 HTTP/1.1\r\nHost: x\r\n\r\n" + GET)).isEmpty();
        assertThat(channel.config().isAutoRead()).as("not read meanwhile").isFalse();

        channel.advanceTimeBy(51, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(answerTo("")).containsSubsequence("after 50 ms\n", "Hello from Roost\n");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void delay_whenThePeerGoesMeanwhile_thenNothingIsLeft() {
        channel.freezeTime();
        answerTo(
                "GET /delay/50 HTTP/1.1\r\nHost: x\r\n\r\nPOST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhello");

        var unused = channel.close();

        assertThat(channel.runScheduledPendingTasks()).as("ns to the next task").isEqualTo(-1);
        assertThat(lane.connections().size()).isZero();
    }

    @Test
    void inputEnd_whenARequestIsHalf_thenClosedAsThePeersWish() {
        answerTo("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhello");

        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(channel.isOpen()).isFalse();
        assertThat(counters.get(LoopCounter.CLOSED_PEER)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, 4_097, 65_536, 65_537, 1_000_000})
    void bytes_whenAsked_thenExactlySoMany(int count) {
        String answer = answerTo("GET /bytes/" + count + " HTTP/1.1\r\nHost: x\r\n\r\n");

        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).hasSize(count);
        if (count > 64) {
            assertThat(body).startsWith("0123456789abc").contains("XYZ-\n0123");
        }
    }

    private EmbeddedChannel channel() {
        HttpTargetHandler target = new HttpTargetHandler(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));
        return new EmbeddedChannel(new RequestReader(target), target);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    /** What is sent back at once. */
    private String answerTo(String request) {
        channel.writeInbound(bytes(request));
        channel.runPendingTasks();
        StringBuilder answer = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            answer.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return answer.toString();
    }
}
