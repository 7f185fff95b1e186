package io.roost.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Which answer a request gets. Stateless. */
final class Routes {
    static final int MAX_LINE_BYTES = 4_096;
    static final int MAX_HEADER_BYTES = 8_192;
    static final long MAX_BYTES = 1L << 30;

    /** Of a request that does not ask for its body back: it is thrown away. */
    static final long MAX_UNWANTED_BYTES = 64 << 10;

    private static final int MAX_DELAY_MS = 60_000;
    private static final int RESET_CONTENT = 205;
    private static final String READS = "GET, HEAD";
    private static final String ECHOES = "POST, PUT";
    private static final Content ROOT = new Content.Text(200, "Hello from Roost");

    /** The commonest of all answers is made once. */
    private static final Answer ROOT_ANSWER = new Answer(ROOT, 0);

    private Routes() {}

    static Answer answer(HttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return broken(unreadable(request.decoderResult().cause()));
        }
        Content refusal = refusal(request);
        if (refusal != null) {
            return broken(refusal);
        }
        Content content = content(request);
        int manner = manner(request, content);
        return content == ROOT && manner == 0 ? ROOT_ANSWER : new Answer(content, manner);
    }

    private static Answer broken(Content why) {
        return new Answer(why, Answer.BROKEN | Answer.LAST);
    }

    private static Content unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Content.Text(414, "a request line has at most " + MAX_LINE_BYTES + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Content.Text(431, "a header has at most " + MAX_HEADER_BYTES + " bytes");
        }
        return new Content.Text(400, "this is no HTTP/1.1 request");
    }

    /** Null when nothing speaks against reading the request. */
    private static @Nullable Content refusal(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        HttpHeaders headers = request.headers();
        if (version.majorVersion() != 1) {
            return new Content.Text(505, "HTTP/1.1 and HTTP/1.0 only (h2load: --h1)");
        }
        if (hosts(headers) != 1 && version.minorVersion() > 0) {
            return new Content.Text(400, "HTTP/1.1 wants one Host");
        }
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding)) {
            return new Content.Text(501, "no Transfer-Encoding but chunked");
        }
        String expected = headers.get(HttpHeaderNames.EXPECT);
        if (expected != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
            return new Content.Text(417, "nothing to expect but 100-continue");
        }
        long most = path(request).equals("/echo") ? MAX_BYTES : MAX_UNWANTED_BYTES;
        if (HttpUtil.getContentLength(request, 0L) > most) {
            return new Content.Text(413, "a body has at most " + most + " bytes here");
        }
        return null;
    }

    private static int hosts(HttpHeaders headers) {
        int count = 0;
        for (Iterator<?> i = headers.valueCharSequenceIterator(HttpHeaderNames.HOST); i.hasNext(); i.next()) {
            count++;
        }
        return count;
    }

    private static int manner(HttpRequest request, Content content) {
        boolean isEcho = content instanceof Content.Echo;
        boolean isExpected = HttpUtil.is100ContinueExpected(request);
        boolean isOld = request.protocolVersion().minorVersion() == 0;
        boolean isLast = !HttpUtil.isKeepAlive(request)
                || (isOld && content instanceof Content.Echo echo && echo.length() == ResponseHead.CHUNKED);
        return (HttpMethod.HEAD.equals(request.method()) ? Answer.HEAD : 0)
                | (isOld ? Answer.HTTP_1_0 : 0)
                | (isLast ? Answer.LAST : 0)
                | (isExpected ? isEcho ? Answer.EXPECTED : Answer.BROKEN | Answer.LAST : 0);
    }

    private static Content content(HttpRequest request) {
        String path = path(request);
        if (path.equals("/echo")) {
            return echo(request);
        }
        if (path.startsWith("/status/")) {
            return status(path.substring("/status/".length()));
        }
        boolean isBytes = path.startsWith("/bytes/");
        boolean isDelay = path.startsWith("/delay/");
        if (!isBytes && !isDelay && !path.equals("/")) {
            return new Content.Text(404, "/, /bytes/N, /echo, /status/CODE and /delay/MS are here");
        }
        if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
            return notAllowed(READS);
        }
        if (isBytes) {
            long count = number(path.substring("/bytes/".length()), MAX_BYTES);
            return count < 0 ? new Content.Text(400, "/bytes/N takes 0 to " + MAX_BYTES) : new Content.Bytes(count);
        }
        if (isDelay) {
            long delayMs = number(path.substring("/delay/".length()), MAX_DELAY_MS);
            return delayMs < 0
                    ? new Content.Text(400, "/delay/MS takes 0 to " + MAX_DELAY_MS)
                    : new Content.Delay((int) delayMs);
        }
        return ROOT;
    }

    private static Content echo(HttpRequest request) {
        if (!HttpMethod.POST.equals(request.method()) && !HttpMethod.PUT.equals(request.method())) {
            return notAllowed(ECHOES);
        }
        return new Content.Echo(
                HttpUtil.isTransferEncodingChunked(request)
                        ? ResponseHead.CHUNKED
                        : HttpUtil.getContentLength(request, 0L));
    }

    /** An answer of 1xx would only announce one. */
    private static Content status(String text) {
        long code = number(text, 599);
        return code < 200
                ? new Content.Text(400, "/status/CODE takes 200 to 599")
                : new Content.Text((int) code, code == RESET_CONTENT ? "" : "status " + code);
    }

    private static Content notAllowed(String allowed) {
        return new Content.Text(405, allowed + " only", allowed);
    }

    /** -1 when the text is no whole number from 0 to {@code most}. */
    private static long number(String text, long most) {
        if (text.isEmpty() || text.length() > 10) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = 10 * number + digit - '0';
        }
        return number > most ? -1 : number;
    }

    /** Of the origin form, and of the absolute form that proxies are sent (RFC 9112, 3.2). */
    private static String path(HttpRequest request) {
        String target = request.uri();
        int from = 0;
        if (!target.startsWith("/")) {
            int scheme = target.indexOf("://");
            from = scheme < 0 ? target.length() : target.indexOf('/', scheme + 3);
            if (from < 0) {
                return "/";
            }
        }
        int query = target.indexOf('?', from);
        return from == 0 && query < 0 ? target : target.substring(from, query < 0 ? target.length() : query);
    }
}
