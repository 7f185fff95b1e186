/**
 * A target for HTTP load tools: a short text, bytes by number, an echo, a status, a delay.
 *
 * <p>All of it is confined to the connection's event loop. Imports Netty, connection and metrics.
 */
@NullMarked
package io.roost.http;

import org.jspecify.annotations.NullMarked;
