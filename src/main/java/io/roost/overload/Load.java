package io.roost.overload;

/**
 * What the server bears at one moment.
 *
 * @param lagNanos how long a task waits for the slowest loop
 * @param slowest that loop's name
 * @param heap share of the heap that a collection left in use, 0 to 1
 * @param direct share of the direct memory that is in use, 0 to 1
 */
record Load(long lagNanos, String slowest, double heap, double direct) {}
