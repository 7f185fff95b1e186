/**
 * The project's own classes on Netty's epoll transport, in Netty's package, since what they extend and call can be
 * reached only from here; the build pins the version that they fit.
 *
 * <p>Channels, seen by {@code io.roost.transport} only, run on epoll's event loops; the ready list of the generator, seen
 * by {@code io.roost.load} only, on a thread of its own. Import Netty and the JDK only.
 */
@NullMarked
package io.netty.channel.epoll;

import org.jspecify.annotations.NullMarked;
