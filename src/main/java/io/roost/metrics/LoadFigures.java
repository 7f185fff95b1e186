package io.roost.metrics;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * How much the server bears. Any thread may ask.
 *
 * @param level 0: nothing is held back, 1: new connections are refused, 2: heavy senders wait too
 * @param word the level's name
 * @param lagSeconds how long a task waits for the loop of this name
 * @param worstLagSeconds how long one waits for the slowest
 * @param heapShare of the old generation, in use after the last collection, 0 to 1
 * @param directShare of direct memory, in use, 0 to 1
 */
public record LoadFigures(
        IntSupplier level,
        Supplier<String> word,
        ToDoubleFunction<String> lagSeconds,
        DoubleSupplier worstLagSeconds,
        DoubleSupplier heapShare,
        DoubleSupplier directShare) {}
