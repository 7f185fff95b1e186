package io.roost.config;

/**
 * Chance in what spoils connections.
 *
 * @param seed 0: another one each time
 */
public record Fault(int seed) {}
