/**
 * Sockets and event loops: which transport, how many loops, who accepts, how reads end.
 *
 * <p>Started from the main thread; acceptors run on the boss loops. Knows no protocol: it is handed a {@code ChannelInitializer}. Imports
 * Netty, config, inspect, limits and metrics.
 */
@NullMarked
package io.roost.transport;

import org.jspecify.annotations.NullMarked;
