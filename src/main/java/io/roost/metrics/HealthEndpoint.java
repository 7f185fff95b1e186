package io.roost.metrics;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** 200 while nothing is the matter, 503 and what it is while something is. */
public final class HealthEndpoint implements Endpoint {
    private final String word;
    private final Supplier<@Nullable String> matter;

    /** Answers {@code word} while {@code matter}, which any thread may ask, is null, and that else. */
    public HealthEndpoint(String word, Supplier<@Nullable String> matter) {
        this.word = word;
        this.matter = matter;
    }

    @Override
    public Page page() {
        String what = matter.get();
        return what == null ? new Page(200, Page.PLAIN, word + "\n") : Page.plain(503, what);
    }
}
