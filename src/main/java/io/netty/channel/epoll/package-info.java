/**
 * The project's own channels of Netty's epoll transport, in Netty's package, since the classes that they extend can
 * be extended only here.
 *
 * <p>They run on epoll's event loops. Import Netty and the JDK only, and are seen by {@code io.roost.transport} only.
 */
@NullMarked
package io.netty.channel.epoll;

import org.jspecify.annotations.NullMarked;
