package io.roost.fault.api;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.roost.metrics.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP dialect of Toxiproxy, by which its clients drive our listeners: which request is for what. One change is made
 * after the other, and each is answered when it holds.
 *
 * <p><b>Threading:</b> admin loop.
 */
public final class ToxicApi implements Endpoint {
    /** Where it answers; below the first of them at all paths. */
    public static final List<String> PATHS = List.of("/proxies", "/proxies/", "/reset", "/populate", "/version");

    /** Whose API it is that is spoken; clients ask for it. */
    private static final String VERSION = "2.12.0";

    private static final Logger log = LoggerFactory.getLogger(ToxicApi.class);

    private final Executor adminLoop;
    private final ProxyRequests proxies;
    private final ToxicRequests toxics;
    private CompletableFuture<Page> last = CompletableFuture.completedFuture(page());

    /** For these listeners. */
    public ToxicApi(Proxies proxies, Executor adminLoop) {
        this.adminLoop = adminLoop;
        this.proxies = new ProxyRequests(proxies, adminLoop);
        this.toxics = new ToxicRequests(proxies);
    }

    /** Never asked for: it answers later. */
    @Override
    public Page page() {
        return Page.plain(405, "ask for /proxies");
    }

    @Override
    public CompletionStage<Page> answerLater(FullHttpRequest request) {
        String method = request.method().name();
        String path = new QueryStringDecoder(request.uri()).path();
        byte[] body = ByteBufUtil.getBytes(request.content());
        // At once if nothing is under way: a list is asked for more often than anything is changed.
        last = last.isDone()
                ? perform(method, path, body)
                : last.handleAsync((before, fault) -> 0, adminLoop).thenCompose(done -> perform(method, path, body));
        return last;
    }

    private CompletableFuture<Page> perform(String method, String path, byte[] body) {
        CompletableFuture<Page> answer;
        try {
            answer = route(method, path, body);
        } catch (ApiException e) {
            return CompletableFuture.completedFuture(ApiJson.error(e));
        }
        return answer.exceptionally(fault -> {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            if (cause instanceof ApiException refused) {
                return ApiJson.error(refused);
            }
            log.warn("{} {} failed: {}", method, path, cause.toString());
            return ApiJson.error(new ApiException(500, String.valueOf(cause.getMessage())));
        });
    }

    private CompletableFuture<Page> route(String method, String path, byte[] body) throws ApiException {
        List<String> parts = Arrays.asList(path.substring(1).split("/", -1));
        String form = parts.size() + parts.get(0) + (parts.size() > 2 ? "/" + parts.get(2) : "");
        return switch (form) {
            case "1version" -> get(method, ApiJson.version(VERSION));
            case "1reset" -> proxies.reset(only("POST", method));
            case "1populate" -> proxies.populate(only("POST", method), body);
            case "1proxies" -> proxies.collection(method, body);
            case "2proxies" -> proxies.one(method, parts.get(1), body);
            case "3proxies/toxics" -> toxics.collection(method, parts.get(1), body);
            case "4proxies/toxics" -> toxics.one(method, parts.get(1), parts.get(3), body);
            default -> throw new ApiException(404, "no such resource: " + path);
        };
    }

    private static CompletableFuture<Page> get(String method, Page page) throws ApiException {
        only("GET", method);
        return CompletableFuture.completedFuture(page);
    }

    static String only(String allowed, String method) throws ApiException {
        if (!allowed.equals(method)) {
            throw notAllowed(method, allowed);
        }
        return method;
    }

    static ApiException notAllowed(String method, String allowed) {
        return new ApiException(405, method + " is not allowed here, " + allowed + " is");
    }
}
