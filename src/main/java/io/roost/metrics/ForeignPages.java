package io.roost.metrics;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import java.util.Set;

/**
 * Tells requests that a page of some other site has a browser make: they come from within, whoever wrote the page. Browsers
 * say whence with everything but GET and HEAD, which change nothing here. A name that merely leads to us is not ours, since
 * anybody can have one that does.
 */
final class ForeignPages {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private ForeignPages() {}

    /** Whether it only looks. */
    static boolean isReading(HttpRequest request) {
        return READING.contains(request.method());
    }

    /** Whether this asks for a change on behalf of such a page. */
    static boolean ask(HttpRequest request) {
        if (isReading(request)) {
            return false;
        }
        HttpHeaders headers = request.headers();
        String site = headers.get("Sec-Fetch-Site", "none");
        if (!site.equals("none") && !site.equals("same-origin")) {
            return true;
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        String host = headers.get(HttpHeaderNames.HOST, "");
        return origin != null && !(origin.equals("http://" + host) && isOurs(host));
    }

    /** Whether the host that it asks for is not one of the Internet's names, any of which somebody can have lead here. */
    static boolean isForThisHost(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        return host.indexOf('.') < 0 || isOurs(host);
    }

    private static boolean isOurs(String host) {
        String name = host.replaceAll(":\\d*$", "");
        return name.equalsIgnoreCase("localhost")
                || NetUtil.isValidIpV4Address(name)
                || NetUtil.isValidIpV6Address(name.replaceAll("[\\[\\]]", ""));
    }
}
