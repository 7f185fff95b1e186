/**
 * The PROXY protocol: who a peer really is whose connection comes through a proxy.
 *
 * <p>All of it is confined to the connection's event loop. Imports Netty, config, connection, limits and metrics.
 */
@NullMarked
package io.roost.proxy;

import org.jspecify.annotations.NullMarked;
