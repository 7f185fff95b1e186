package io.roost.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The head of a response as bytes. Any thread. */
final class ResponseHead {
    /** Instead of a length: the body ends by its last chunk, or for HTTP/1.0 by the connection's end. */
    static final long CHUNKED = -1;

    private static final AsciiString OK = new AsciiString("HTTP/1.1 200 OK\r\n");
    private static final AsciiString TEXT = new AsciiString("\r\nContent-Type: text/plain; charset=utf-8\r\n");
    private static final AsciiString OCTETS = new AsciiString("\r\nContent-Type: application/octet-stream\r\n");
    private static final AsciiString LENGTH = new AsciiString("Content-Length: ");
    private static final AsciiString IN_CHUNKS = new AsciiString("Transfer-Encoding: chunked\r\n");
    private static final AsciiString CLOSE = new AsciiString("Connection: close\r\n");
    private static final AsciiString KEEP_ALIVE = new AsciiString("Connection: keep-alive\r\n");
    private static final AsciiString DATE = new AsciiString("Date: ");
    private static final AsciiString END_OF_LINE = new AsciiString("\r\n");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** RFC 9110, 5.6.7: two digits for the day, unlike the JDK's constant. */
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static volatile Moment now = new Moment(0, AsciiString.EMPTY_STRING);

    private ResponseHead() {}

    /** Whether a response of this status has a body: RFC 9110, 6.4.1. */
    static boolean hasBody(int status) {
        return status != NO_CONTENT && status != NOT_MODIFIED;
    }

    /** Appends the head of {@code answer}, whose body has so many bytes. */
    static void append(ByteBuf out, Answer answer, long bytes) {
        Content content = answer.content();
        int status = content.status();
        if (status == 200) {
            ByteBufUtil.copy(OK, out);
        } else {
            out.writeCharSequence(
                    "HTTP/1.1 " + status + " "
                            + HttpResponseStatus.valueOf(status).reasonPhrase() + "\r\n",
                    StandardCharsets.US_ASCII);
        }
        ByteBufUtil.copy(DATE, out);
        ByteBufUtil.copy(date(), out);
        boolean isText = content instanceof Content.Text || content instanceof Content.Delay;
        ByteBufUtil.copy(isText ? TEXT : OCTETS, out);
        appendLength(out, answer, bytes);
        if (content instanceof Content.Text text && !text.allow().isEmpty()) {
            out.writeCharSequence("Allow: " + text.allow() + "\r\n", StandardCharsets.US_ASCII);
        }
        if (answer.is(Answer.LAST)) {
            ByteBufUtil.copy(CLOSE, out);
        } else if (answer.is(Answer.HTTP_1_0)) {
            ByteBufUtil.copy(KEEP_ALIVE, out);
        }
        ByteBufUtil.copy(END_OF_LINE, out);
    }

    private static void appendLength(ByteBuf out, Answer answer, long bytes) {
        if (bytes != CHUNKED) {
            if (hasBody(answer.content().status())) {
                ByteBufUtil.copy(LENGTH, out);
                appendNumber(out, bytes);
                ByteBufUtil.copy(END_OF_LINE, out);
            }
        } else if (!answer.is(Answer.HTTP_1_0)) {
            ByteBufUtil.copy(IN_CHUNKS, out);
        }
    }

    private static void appendNumber(ByteBuf out, long number) {
        long divisor = 1;
        while (number / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.writeByte((byte) ('0' + number / divisor % 10));
        }
    }

    /** Formatted once a second; that two threads may do so at once costs only that. */
    private static AsciiString date() {
        long millis = System.currentTimeMillis();
        Moment latest = now;
        if (latest.second != millis / 1_000) {
            latest = new Moment(millis / 1_000, new AsciiString(FORM.format(Instant.ofEpochMilli(millis))));
            now = latest;
        }
        return latest.text;
    }

    private record Moment(long second, AsciiString text) {}
}
