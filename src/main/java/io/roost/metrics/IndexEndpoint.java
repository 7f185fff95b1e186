package io.roost.metrics;

import java.util.List;

/** The page that links the others. */
public final class IndexEndpoint implements Endpoint {
    private final String html;

    /** Links these paths. */
    public IndexEndpoint(List<String> paths) {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Roost</title>"
                + "<style>body{font:16px/1.6 system-ui,sans-serif;max-width:40em;margin:3em auto;padding:0 1em}"
                + "</style><h1>Roost</h1><p>Where a million idle connections rest.</p><ul>");
        paths.forEach(path -> page.append("<li><a href=\"")
                .append(path)
                .append("\">")
                .append(path)
                .append("</a>"));
        html = page.append("</ul>\n").toString();
    }

    @Override
    public Page page() {
        return new Page(200, "text/html; charset=utf-8", html);
    }
}
