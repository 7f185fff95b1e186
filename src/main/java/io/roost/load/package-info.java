/**
 * The generator: opens connections to a server, holds them, sends messages on a schedule, checks every byte of the
 * answers, and says what came of it.
 *
 * <p>Threads: each {@code SwarmLoop} is a thread of its own with an epoll instance of its own; one caller watches
 * them. Nothing in the server may import this room.
 */
@NullMarked
package io.roost.load;

import org.jspecify.annotations.NullMarked;
