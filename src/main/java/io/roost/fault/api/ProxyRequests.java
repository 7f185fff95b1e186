package io.roost.fault.api;

import io.roost.metrics.Endpoint.Page;
import io.roost.toxic.NamedToxic;
import io.roost.toxic.ToxicException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests for proxies, which are our listeners. Admin loop only. */
final class ProxyRequests {
    private static final Logger log = LoggerFactory.getLogger(ProxyRequests.class);

    private final Proxies proxies;
    private final Executor adminLoop;

    ProxyRequests(Proxies proxies, Executor adminLoop) {
        this.proxies = proxies;
        this.adminLoop = adminLoop;
    }

    CompletableFuture<Page> collection(String method, byte[] body) throws ApiException {
        return switch (method) {
            case "GET" -> CompletableFuture.completedFuture(ApiJson.byName(proxies.all()));
            case "POST" -> create(Fields.of(body)).thenApply(proxy -> ApiJson.proxy(201, proxy));
            default -> throw ToxicApi.notAllowed(method, "GET or POST");
        };
    }

    CompletableFuture<Page> one(String method, String name, byte[] body) throws ApiException {
        Proxy proxy = proxies.find(name);
        if (proxy == null) {
            throw new ApiException(404, "proxy not found");
        }
        return switch (method) {
            case "GET" -> CompletableFuture.completedFuture(ApiJson.proxy(200, proxy));
            case "POST", "PATCH" -> update(proxy, Fields.of(body));
            case "DELETE" -> delete(proxy).thenApply(done -> ApiJson.nothing());
            default -> throw ToxicApi.notAllowed(method, "GET, POST, PATCH or DELETE");
        };
    }

    /** All enabled, and nothing spoilt. */
    CompletableFuture<Page> reset(String method) {
        log.info("{} /reset: all listeners are enabled and all toxics removed", method);
        proxies.changed();
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (Proxy proxy : proxies.all()) {
            done = done.thenComposeAsync(before -> proxy.removeAll(), adminLoop)
                    .thenComposeAsync(before -> proxy.enable(), adminLoop);
        }
        return done.thenApply(all -> ApiJson.nothing());
    }

    /** Those that are there already as they are asked for stay untouched. */
    CompletableFuture<Page> populate(String method, byte[] body) throws ApiException {
        List<Fields> all = Fields.listOf(body);
        for (int i = 0; i < all.size(); i++) {
            required(all.get(i), "name", " at proxy " + (i + 1));
            required(all.get(i), "upstream", " at proxy " + (i + 1));
        }
        List<Proxy> done = new ArrayList<>();
        return populate(all, done).handle((nothing, fault) -> {
            if (fault == null) {
                return ApiJson.populated(done, null);
            }
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            return ApiJson.populated(
                    done,
                    cause instanceof ApiException refused
                            ? refused
                            : new ApiException(500, String.valueOf(cause.getMessage())));
        });
    }

    private CompletableFuture<Void> populate(List<Fields> rest, List<Proxy> done) {
        if (rest.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Proxy> first;
        try {
            first = createOrReplace(rest.get(0));
        } catch (ApiException e) {
            return CompletableFuture.failedFuture(e);
        }
        return first.thenComposeAsync(
                proxy -> {
                    done.add(proxy);
                    return populate(rest.subList(1, rest.size()), done);
                },
                adminLoop);
    }

    private CompletableFuture<Proxy> createOrReplace(Fields fields) throws ApiException {
        Proxy there = proxies.find(fields.text("name", ""));
        if (there == null) {
            return create(fields);
        }
        boolean isSame = there.target().service().equals(fields.text("upstream", ""))
                && there.target().isAt(fields.text("listen", ""));
        if (isSame) {
            return CompletableFuture.completedFuture(there);
        }
        Proxy next = made(fields);
        boolean isEnabled = fields.flag("enabled", true);
        return delete(there).thenComposeAsync(gone -> begin(next, isEnabled), adminLoop);
    }

    private CompletableFuture<Proxy> create(Fields fields) throws ApiException {
        String name = required(fields, "name", "");
        required(fields, "upstream", "");
        if (proxies.find(name) != null) {
            throw new ApiException(409, "proxy already exists");
        }
        return begin(made(fields), fields.flag("enabled", true));
    }

    private Proxy made(Fields fields) throws ApiException {
        try {
            String name = NamedToxic.checkedName(fields.text("name", ""));
            Target target = proxies.maker().make(fields.text("upstream", ""), fields.text("listen", ""));
            return new Proxy(name, target, false);
        } catch (ToxicException e) {
            throw ApiException.badBody("expected " + e.expected());
        }
    }

    private CompletableFuture<Proxy> begin(Proxy proxy, boolean isEnabled) {
        CompletableFuture<Void> begun = isEnabled ? proxy.enable() : CompletableFuture.completedFuture(null);
        return begun.thenApplyAsync(
                done -> {
                    proxies.put(proxy);
                    proxies.changed();
                    log.info(
                            "{}: a listener for {} at {}",
                            proxy.name(),
                            proxy.target().service(),
                            proxy.target().listen());
                    return proxy;
                },
                adminLoop);
    }

    private CompletableFuture<Void> delete(Proxy proxy) {
        log.info("{}: the listener is removed", proxy.name());
        proxies.changed();
        proxies.remove(proxy);
        return proxy.disable();
    }

    private CompletableFuture<Page> update(Proxy proxy, Fields fields) throws ApiException {
        Target target = proxy.target();
        String listen = fields.text("listen", target.listen());
        boolean isEnabled = fields.flag("enabled", proxy.isEnabled());
        if (!fields.text("upstream", target.service()).equals(target.service())) {
            throw ApiException.badBody("expected " + target.service()
                    + " for upstream: a listener serves what it was made for; POST /proxies makes another");
        }
        boolean moves = !target.isAt(listen);
        try {
            if (moves) {
                target.moveTo(listen);
            }
        } catch (ToxicException e) {
            throw ApiException.badBody("expected " + e.expected());
        }
        if (!moves && isEnabled == proxy.isEnabled()) {
            return CompletableFuture.completedFuture(ApiJson.proxy(200, proxy));
        }
        proxies.changed();
        log.info("{}: {}{}", proxy.name(), isEnabled ? "enabled" : "disabled", moves ? ", at " + listen : "");
        CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);
        return (moves || !isEnabled ? proxy.disable() : nothing)
                .thenComposeAsync(done -> isEnabled ? proxy.enable() : nothing, adminLoop)
                .thenApplyAsync(done -> ApiJson.proxy(200, proxy), adminLoop);
    }

    private static String required(Fields fields, String name, String where) throws ApiException {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            throw new ApiException(400, "missing required field: " + name + where);
        }
        return text;
    }
}
