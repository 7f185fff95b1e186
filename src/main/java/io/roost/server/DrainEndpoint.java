package io.roost.server;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.roost.metrics.Endpoint;
import java.util.Map;

/** {@code POST /drain} begins to drain the server and answers at once; {@code GET /drain} says how far it is. Admin loop. */
final class DrainEndpoint implements Endpoint {
    private static final String JSON = "application/json";

    private final Drain drain;

    DrainEndpoint(Drain drain) {
        this.drain = drain;
    }

    @Override
    public Page page() {
        return new Page(200, JSON, drain.progress().json());
    }

    @Override
    public Page answer(FullHttpRequest request) {
        if (HttpMethod.POST.equals(request.method())) {
            drain.begin();
            return new Page(202, JSON, drain.progress().json());
        }
        Page page = Endpoint.super.answer(request);
        return page.status() == 405
                ? new Page(
                        405,
                        Page.PLAIN,
                        "GET, HEAD and POST only\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        Map.of("Allow", "GET, HEAD, POST"))
                : page;
    }
}
