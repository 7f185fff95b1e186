/**
 * The few classes that need what Netty keeps to its own package: its epoll_wait and its event array. As small as can be, since
 * nothing here is public API of Netty; the build pins the version that they fit.
 */
@NullMarked
package io.netty.channel.epoll;

import org.jspecify.annotations.NullMarked;
