package io.roost.dashboard;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.roost.metrics.Endpoint;

/** HTML for those who say that they read it, as browsers do; a few plain lines for the others. */
final class FrontPage implements Endpoint {
    private final Endpoint html;
    private final Endpoint plain;

    FrontPage(Endpoint html, Endpoint plain) {
        this.html = html;
        this.plain = plain;
    }

    @Override
    public Page page() {
        return plain.page();
    }

    @Override
    public Page page(HttpHeaders request) {
        return readsHtml(request) ? html.page(request) : page();
    }

    private static boolean readsHtml(HttpHeaders request) {
        return request.getAllAsString(HttpHeaderNames.ACCEPT).stream().anyMatch(value -> value.contains("text/html"));
    }
}
