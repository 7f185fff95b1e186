package io.roost.transport;

import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's selectors over poll(2), which it has but does not offer on Linux.
 *
 * <p>Made from their class, and not chosen by the property {@code java.nio.channels.spi.SelectorProvider}: the
 * JVM reads that once, when somebody opens the first selector, and Netty's native library does so when it
 * loads. The jar's manifest exports the package.
 */
final class PollSelectors {
    private static final String PROVIDER = "sun.nio.ch.PollSelectorProvider";
    private static final @Nullable SelectorProvider INSTANCE;
    private static final @Nullable Throwable UNAVAILABILITY_CAUSE;

    static {
        SelectorProvider provider = null;
        Throwable cause = null;
        try {
            provider = Class.forName(PROVIDER)
                    .asSubclass(SelectorProvider.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            cause = e;
        }
        INSTANCE = provider;
        UNAVAILABILITY_CAUSE = cause;
    }

    private PollSelectors() {}

    /** Why there are none, or null. */
    static @Nullable Throwable unavailabilityCause() {
        return UNAVAILABILITY_CAUSE;
    }

    static SelectorProvider provider() {
        if (INSTANCE == null) {
            throw new IllegalStateException(UNAVAILABILITY_CAUSE);
        }
        return INSTANCE;
    }
}
