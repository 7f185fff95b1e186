package io.roost.metrics;

import java.util.List;

/** A few plain lines that name the other pages. */
public final class IndexEndpoint implements Endpoint {
    private final String text;

    /** Names these paths. */
    public IndexEndpoint(List<String> paths) {
        text = "Roost: where a million idle connections rest.\n" + String.join("\n", paths) + "\n";
    }

    @Override
    public Page page() {
        return new Page(200, Page.PLAIN, text);
    }
}
