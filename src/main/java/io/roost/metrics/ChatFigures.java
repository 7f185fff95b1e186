package io.roost.metrics;

import java.util.function.IntSupplier;

/** How large the chat is now. Any thread may ask. */
public record ChatFigures(IntSupplier users, IntSupplier channels) {}
