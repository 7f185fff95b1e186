/**
 * Sockets and event loops: which transport, how many loops, who accepts, how reads end, and what the
 * kernel says of it in {@code /proc}.
 *
 * <p>Started from the main thread; acceptors run on the boss loops; the inspector on the caller's thread.
 * Knows no protocol: it is handed a {@code ChannelInitializer}. Imports Netty, config, limits and metrics.
 */
@NullMarked
package io.roost.transport;

import org.jspecify.annotations.NullMarked;
