package io.roost.connection;

/**
 * How much may wait for clients that do not keep up.
 *
 * @param ofOne bytes for one connection
 * @param ofLane bytes for all connections of a lane together
 */
public record SendQueue(int ofOne, long ofLane) {}
