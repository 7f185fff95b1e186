package io.roost.server;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.roost.config.RoostConfig;
import io.roost.config.RoostConfig.Over;
import io.roost.limits.Excess;
import io.roost.proxy.RefusalText;
import java.nio.charset.StandardCharsets;

/** How each service says no to those who have said nothing yet. Any thread. */
enum RefusalTexts implements RefusalText {
    /** Bytes that come back, or none, or a pattern: a word of ours would be taken for them. */
    SILENT {
        @Override
        public byte[] of(int status, int retryAfterSeconds, String sentence) {
            return new byte[0];
        }
    },

    /** The last line of IRC; only this has no source. */
    IRC {
        @Override
        public byte[] of(int status, int retryAfterSeconds, String sentence) {
            return ascii("ERROR :Closing link: " + sentence + "\r\n");
        }
    },

    TALK {
        @Override
        public byte[] of(int status, int retryAfterSeconds, String sentence) {
            return ascii(sentence + ". Goodbye.\r\n");
        }
    },

    /** An answer to a request that has not come yet: RFC 9112, 9.5, has no rule against it. */
    HTTP {
        @Override
        public byte[] of(int status, int retryAfterSeconds, String sentence) {
            String body = sentence + ".\n";
            return ascii("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n"
                    + (retryAfterSeconds == 0 ? "" : "Retry-After: " + retryAfterSeconds + "\r\n")
                    + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body);
        }
    };

    static RefusalTexts ofListener(RoostConfig.Listener listener) {
        if (listener.over() == Over.WEBSOCKET) {
            return HTTP;
        }
        return switch (listener.service()) {
            case CHAT -> IRC;
            case TALK -> TALK;
            case HTTP -> HTTP;
            case ECHO, DISCARD, CHARGEN -> SILENT;
        };
    }

    byte[] of(Excess excess) {
        return of(excess.status(), excess.retryAfterSeconds(), excess.sentence());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
