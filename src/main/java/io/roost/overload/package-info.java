/**
 * How much the server can still take: how long tasks wait for its loops, how full its memory is, and whether its loops
 * live; what it does about that is the server's to say.
 *
 * <p>All of it runs on one thread of its own, which a loop that hangs can't hold up. Imports Netty's and the JDK's
 * figures of memory, and metrics.
 */
@NullMarked
package io.roost.overload;

import org.jspecify.annotations.NullMarked;
