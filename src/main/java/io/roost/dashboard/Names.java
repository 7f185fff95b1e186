package io.roost.dashboard;

import io.roost.metrics.LoopCounter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The counters that are shown by name: those of one metric, each by its tag. Unchanging. */
final class Names {
    /** Why connections were closed. */
    static final Map<String, LoopCounter> REASONS = of("roost.connections.closed");

    /** Why connections were turned away. */
    static final Map<String, LoopCounter> REFUSALS = of("roost.connections.refused");

    /** Why sockets were on the ready list. */
    static final Map<String, LoopCounter> CAUSES = of("roost.events");

    private Names() {}

    private static Map<String, LoopCounter> of(String metric) {
        Map<String, LoopCounter> byTag = new LinkedHashMap<>();
        Arrays.stream(LoopCounter.values())
                .filter(counter -> counter.metricName().equals(metric))
                .forEach(counter -> byTag.put(counter.tagValue(), counter));
        return Collections.unmodifiableMap(byTag);
    }
}
