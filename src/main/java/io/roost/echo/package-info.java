/**
 * The three oldest services: echo (RFC 862), discard (RFC 863) and chargen (RFC 864). Each handler is
 * its connection.
 *
 * <p>All of it is confined to the connection's event loop. Imports connection and metrics.
 */
@NullMarked
package io.roost.echo;

import org.jspecify.annotations.NullMarked;
