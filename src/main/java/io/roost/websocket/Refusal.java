package io.roost.websocket;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.roost.limits.Excess;

/** Why a request is not done, with a sentence for whoever made it. After those with a fault the connection ends. */
enum Refusal {
    MALFORMED(400, "This is no HTTP request that can be read."),
    LINE_TOO_LONG(414, "The request's first line is longer than 4,096 bytes."),
    HEADERS_TOO_LONG(431, "The request's headers are longer than 8,192 bytes."),
    BODY(413, "No request here has a body."),
    METHOD(405, "GET and HEAD are done here."),
    NOT_FOUND(404, "There is no such page."),
    HANDSHAKE(
            400,
            "A WebSocket handshake is a GET of HTTP/1.1 with Connection: Upgrade and a Sec-WebSocket-Key of 16 bytes."),
    VERSION(426, "Version 13 of WebSocket is spoken here (RFC 6455)."),
    NOT_UPGRADED(426, "WebSocket is spoken here, nothing else."),
    ORIGIN(403, "Pages of this origin may not speak here."),
    FULL(Excess.FULL),
    OVERLOAD(Excess.OVERLOAD),
    ADDRESS(Excess.ADDRESS),
    NETWORK(Excess.NETWORK),
    RATE(Excess.RATE);

    private final int status;
    private final String sentence;
    private final int retryAfterSeconds;

    Refusal(int status, String sentence) {
        this(status, sentence, 0);
    }

    Refusal(Excess excess) {
        this(excess.status(), excess.sentence() + ".", excess.retryAfterSeconds());
    }

    Refusal(int status, String sentence, int retryAfterSeconds) {
        this.status = status;
        this.sentence = sentence;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(status);
    }

    String sentence() {
        return sentence;
    }

    /** 0: nothing is said of it. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** For one more than a limit allows. */
    static Refusal of(Excess excess) {
        return switch (excess) {
            case FULL -> FULL;
            case OVERLOAD -> OVERLOAD;
            case ADDRESS -> ADDRESS;
            case NETWORK -> NETWORK;
            case RATE -> RATE;
        };
    }

    /** For what the HTTP codec could not take. */
    static Refusal of(Throwable fault) {
        if (fault instanceof TooLongHttpLineException) {
            return LINE_TOO_LONG;
        }
        return fault instanceof TooLongHttpHeaderException || fault instanceof TooLongFrameException
                ? HEADERS_TOO_LONG
                : MALFORMED;
    }
}
