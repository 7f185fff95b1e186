package io.roost.metrics;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One page of the admin listener. Runs on the admin loop. */
public interface Endpoint {
    /** What to answer now. */
    Page page();

    /** What to answer to a request with these headers. */
    default Page page(HttpHeaders request) {
        return page();
    }

    /** What to answer to a request, which is not taken over. Those that only show something answer GET and HEAD. */
    default Page answer(FullHttpRequest request) {
        boolean isRead = HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        return isRead ? page(request.headers()) : Page.plain(405, "GET and HEAD only");
    }

    /** The same, for an answer that takes time. */
    default CompletionStage<Page> answerLater(FullHttpRequest request) {
        return CompletableFuture.completedFuture(answer(request));
    }

    /**
     * An answer.
     *
     * @param status HTTP's
     * @param contentType with its charset
     * @param body is shared and must not change
     * @param headers further ones
     */
    @SuppressWarnings("ArrayRecordComponent") // not compared; copied by nobody on its way to the socket
    record Page(int status, String contentType, byte[] body, Map<String, String> headers) {
        public static final String PLAIN = "text/plain; charset=utf-8";

        public Page(int status, String contentType, byte[] body) {
            this(status, contentType, body, Map.of());
        }

        public Page(int status, String contentType, String body) {
            this(status, contentType, body.getBytes(StandardCharsets.UTF_8));
        }

        /** One sentence, such as why there is nothing else. */
        public static Page plain(int status, String sentence) {
            return new Page(status, PLAIN, sentence + "\n");
        }
    }
}
