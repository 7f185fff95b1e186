/**
 * WebSocket (RFC 6455): the upgrade from HTTP, frames in and out, and the two services that speak it.
 *
 * <p>All of it is confined to the connection's event loop unless a class says otherwise. Imports irc.command,
 * irc.wire, connection, web, metrics, config and Netty.
 */
@NullMarked
package io.roost.websocket;

import org.jspecify.annotations.NullMarked;
