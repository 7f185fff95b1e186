package io.roost.fault.api;

import io.roost.metrics.Endpoint.Page;
import io.roost.toxic.Attribute;
import io.roost.toxic.NamedToxic;
import io.roost.toxic.ToxicException;
import io.roost.toxic.ToxicStream;
import io.roost.toxic.ToxicType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests for toxics of one proxy. Admin loop only. */
final class ToxicRequests {
    private static final Logger log = LoggerFactory.getLogger(ToxicRequests.class);

    /** Each is looked at for each connection that comes. */
    private static final int MOST = 64;

    private final Proxies proxies;

    ToxicRequests(Proxies proxies) {
        this.proxies = proxies;
    }

    CompletableFuture<Page> collection(String method, String proxyName, byte[] body) throws ApiException {
        Proxy proxy = proxyOf(proxyName);
        return switch (method) {
            case "GET" -> CompletableFuture.completedFuture(ApiJson.toxics(proxy));
            case "POST" -> add(proxy, newToxic(Fields.of(body)));
            default -> throw ToxicApi.notAllowed(method, "GET or POST");
        };
    }

    CompletableFuture<Page> one(String method, String proxyName, String name, byte[] body) throws ApiException {
        Proxy proxy = proxyOf(proxyName);
        NamedToxic toxic = proxy.toxic(name);
        if (toxic == null) {
            throw new ApiException(404, "toxic not found");
        }
        return switch (method) {
            case "GET" -> CompletableFuture.completedFuture(ApiJson.toxic(toxic));
            case "POST", "PATCH" -> change(proxy, changed(toxic, Fields.of(body)));
            case "DELETE" -> remove(proxy, toxic);
            default -> throw ToxicApi.notAllowed(method, "GET, POST, PATCH or DELETE");
        };
    }

    private Proxy proxyOf(String name) throws ApiException {
        Proxy proxy = proxies.find(name);
        if (proxy == null) {
            throw new ApiException(404, "proxy not found");
        }
        return proxy;
    }

    private CompletableFuture<Page> add(Proxy proxy, NamedToxic toxic) throws ApiException {
        if (proxy.toxic(toxic.name()) != null) {
            throw new ApiException(409, "toxic already exists");
        }
        if (proxy.toxics().size() == MOST) {
            throw new ApiException(400, "a listener has at most " + MOST + " toxics");
        }
        proxies.changed();
        proxies.tellSeed();
        log.info("{}: toxic {} is added: {}", proxy.name(), toxic.name(), toxic);
        return proxy.add(toxic).thenApply(done -> ApiJson.toxic(toxic));
    }

    private CompletableFuture<Page> change(Proxy proxy, NamedToxic toxic) {
        proxies.changed();
        log.info("{}: toxic {} is changed: {}", proxy.name(), toxic.name(), toxic);
        return proxy.change(toxic).thenApply(done -> ApiJson.toxic(toxic));
    }

    private CompletableFuture<Page> remove(Proxy proxy, NamedToxic toxic) {
        proxies.changed();
        log.info("{}: toxic {} is removed", proxy.name(), toxic.name());
        return proxy.remove(toxic.name()).thenApply(done -> ApiJson.nothing());
    }

    /** As a client describes it. */
    static NamedToxic newToxic(Fields fields) throws ApiException {
        String typeText = fields.text("type", "");
        String streamText = fields.text("stream", "");
        String name = fields.text("name", "");
        double toxicity = fields.number("toxicity", 1);
        ToxicStream stream;
        try {
            stream = streamText.isEmpty() ? ToxicStream.DOWNSTREAM : ToxicStream.of(streamText);
        } catch (ToxicException e) {
            throw new ApiException(400, "stream was invalid, can be either upstream or downstream");
        }
        ToxicType type = ToxicType.of(typeText);
        if (type == null) {
            throw new ApiException(400, "invalid toxic type: expected one of " + ToxicType.all());
        }
        try {
            return new NamedToxic(
                    name.isEmpty() ? NamedToxic.defaultName(typeText, stream) : NamedToxic.checkedName(name),
                    stream,
                    NamedToxic.checkedToxicity(toxicity),
                    type.make(attributes(type, fields, Map.of())));
        } catch (ToxicException e) {
            throw ApiException.badBody("expected " + e.expected());
        }
    }

    /** What a client does not mention stays as it is. */
    static NamedToxic changed(NamedToxic toxic, Fields fields) throws ApiException {
        ToxicType type = toxic.toxic().type();
        try {
            return new NamedToxic(
                    toxic.name(),
                    toxic.stream(),
                    NamedToxic.checkedToxicity(fields.number("toxicity", toxic.toxicity())),
                    type.make(attributes(type, fields, toxic.toxic().attributes())));
        } catch (ToxicException e) {
            throw ApiException.badBody("expected " + e.expected());
        }
    }

    private static Map<String, Long> attributes(ToxicType type, Fields fields, Map<String, Long> before)
            throws ApiException {
        Map<String, Long> attributes = new HashMap<>(before);
        attributes.putAll(fields.wholeNumbers(
                "attributes", type.attributes().stream().map(Attribute::name).toList()));
        return attributes;
    }
}
