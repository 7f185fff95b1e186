/**
 * IRC as bytes: lines in, lines out, tags, numerics, limits. Knows nobody and no channel.
 *
 * <p>Parsers are confined to the loop that owns them; lines and tables are immutable. Imports Netty's
 * buffers alone.
 */
@NullMarked
package io.roost.irc.wire;

import org.jspecify.annotations.NullMarked;
