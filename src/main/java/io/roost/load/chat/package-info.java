/**
 * Users of an IRC server, by the thousand: they register, join, publish and read, and every delivery is accounted for.
 *
 * <p>Threads: each {@code ChatLoop} is a thread with an epoll instance of its own and whole channels; one caller leads them. It sees
 * the engine of {@code io.roost.load} and knows the server by its protocol alone.
 */
@NullMarked
package io.roost.load.chat;

import org.jspecify.annotations.NullMarked;
