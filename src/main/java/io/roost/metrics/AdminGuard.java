package io.roost.metrics;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may have the admin listener do what. A refusal is counted and part of one line a second in the log; it costs the server
 * less than whoever asks.
 *
 * <p><b>Threading:</b> admin loop, but for {@link #askFor} and {@link #refused}: any.
 */
public final class AdminGuard {
    /** Why a request was refused. */
    public enum Cause {
        /** It came without the token, or with another. */
        TOKEN("token"),
        /** It asked for a change, from another host, where there is no token. */
        PEER("not-loopback"),
        /** A page of another site had a browser make it. */
        SITE("foreign-site"),
        /** It named a host that this is not, as after DNS rebinding. */
        HOST("foreign-host");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(AdminGuard.class);

    private final AtomicLongArray refused = new AtomicLongArray(Cause.values().length);
    private final long[] told = new long[Cause.values().length];
    private final boolean isOnLoopback;
    private volatile @Nullable BearerToken token;
    private volatile boolean isForAll;

    /** Of a listener that only this host can reach, or others too. */
    public AdminGuard(boolean isOnLoopback) {
        this.isOnLoopback = isOnLoopback;
    }

    /** From now on this token is asked for, for changes or for {@code all}; an empty one is none. */
    public void askFor(String text, boolean all) {
        isForAll = all;
        token = text.isEmpty() ? null : new BearerToken(text);
    }

    /** How many were refused for this. */
    public long refused(Cause cause) {
        return refused.get(cause.ordinal());
    }

    /** What a request is refused with that may not be carried out; null: it may. */
    Endpoint.@Nullable Page refusal(Channel channel, HttpRequest request, String path) {
        if (isOnLoopback && !ForeignPages.isForThisHost(request)) {
            return refusal(
                    Cause.HOST,
                    421,
                    "this listens on loopback: Host has to be an address, localhost or a name without a dot");
        }
        if (ForeignPages.ask(request)) {
            return refusal(Cause.SITE, 403, "a page of another site may change nothing here");
        }
        boolean isReading = ForeignPages.isReading(request);
        BearerToken asked = token;
        if (asked != null) {
            boolean isOpen = isReading && (!isForAll || path.startsWith("/health/"));
            return isOpen || asked.opens(request.headers().get(HttpHeaderNames.AUTHORIZATION)) ? null : unauthorized();
        }
        return isReading || isFromThisHost(channel)
                ? null
                : refusal(
                        Cause.PEER, 403, "changes are taken from this host's loopback alone, since admin.token is off");
    }

    private Endpoint.Page unauthorized() {
        Endpoint.Page page =
                refusal(Cause.TOKEN, 401, "this needs Authorization: Bearer and the token that admin.token has here");
        return new Endpoint.Page(
                page.status(), page.contentType(), page.body(), Map.of("WWW-Authenticate", "Bearer realm=\"roost\""));
    }

    private Endpoint.Page refusal(Cause cause, int status, String sentence) {
        refused.incrementAndGet(cause.ordinal());
        return Endpoint.Page.plain(status, sentence);
    }

    /** Whoever may change something has not been asked who it is, so it has to be somebody who is here. */
    private static boolean isFromThisHost(Channel channel) {
        return !(channel.remoteAddress() instanceof InetSocketAddress peer)
                || peer.getAddress().isLoopbackAddress();
    }

    /** Logs what was refused since it was called last. To be called once a second. */
    public void report() {
        List<String> causes = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            long newly = refused(cause) - told[cause.ordinal()];
            if (newly > 0) {
                told[cause.ordinal()] += newly;
                causes.add(newly + " by " + cause.text());
            }
        }
        if (!causes.isEmpty()) {
            log.warn("in the last second: requests to the admin listener refused: {}", String.join(", ", causes));
        }
    }
}
