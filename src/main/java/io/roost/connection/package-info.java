/**
 * A connection's life: what it owns, how its time runs out, and the one door out.
 *
 * <p>All of it is confined to the connection's event loop unless a method says otherwise. Imports Netty,
 * config, limits and metrics.
 */
@NullMarked
package io.roost.connection;

import org.jspecify.annotations.NullMarked;
