package io.roost.metrics;

import java.util.function.BooleanSupplier;

/** 200 while the condition holds, 503 while it does not. */
public final class HealthEndpoint implements Endpoint {
    private final BooleanSupplier condition;
    private final String word;
    private final String otherwise;

    /** Answers {@code word} while {@code condition} holds, which any thread may ask, and {@code otherwise} else. */
    public HealthEndpoint(BooleanSupplier condition, String word, String otherwise) {
        this.condition = condition;
        this.word = word;
        this.otherwise = otherwise;
    }

    @Override
    public Page page() {
        return condition.getAsBoolean()
                ? new Page(200, Page.PLAIN, word + "\n")
                : new Page(503, Page.PLAIN, otherwise + "\n");
    }
}
