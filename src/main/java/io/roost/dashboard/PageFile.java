package io.roost.dashboard;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.roost.metrics.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One file of the page, from the jar; read when it is first asked for. */
final class PageFile implements Endpoint {
    /** Nothing from elsewhere, nothing inline, and no other page may frame it. */
    private static final Map<String, String> SAFETY = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private static final String OWN = "/web/admin/";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    static final PageFile INDEX = new PageFile(OWN + "index.html", "text/html; charset=utf-8");

    private final String resource;
    private final String contentType;
    private @Nullable Page plain;
    private @Nullable Page packed;

    private PageFile(String resource, String contentType) {
        this.resource = resource;
        this.contentType = contentType;
    }

    /** All but the index, by their paths. */
    static Map<String, Endpoint> all() {
        Map<String, Endpoint> files = new LinkedHashMap<>();
        for (String script : new String[] {"main.js", "feed.js", "figures.js", "plots.js", "format.js"}) {
            files.put("/admin/" + script, new PageFile(OWN + script, SCRIPT));
        }
        files.put("/admin/style.css", new PageFile(OWN + "style.css", STYLE));
        files.put("/admin/icon.svg", new PageFile(OWN + "icon.svg", "image/svg+xml"));
        files.put("/admin/uplot.js", new PageFile(UPLOT + "uPlot.iife.min.js", SCRIPT));
        files.put("/admin/uplot.css", new PageFile(UPLOT + "uPlot.min.css", STYLE));
        return files;
    }

    @Override
    public Page page() {
        if (plain == null) {
            plain = new Page(200, contentType, read(), SAFETY);
        }
        return plain;
    }

    @Override
    public Page page(HttpHeaders request) {
        if (!request.get(HttpHeaderNames.ACCEPT_ENCODING, "").contains("gzip")) {
            return page();
        }
        if (packed == null) {
            Map<String, String> headers = new HashMap<>(SAFETY);
            headers.put("Content-Encoding", "gzip");
            headers.put("Vary", "Accept-Encoding");
            packed = new Page(200, contentType, packed(page().body()), headers);
        }
        return packed;
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private byte[] read() {
        try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
