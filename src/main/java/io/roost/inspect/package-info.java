/**
 * What the kernel says of a process's epoll instances: {@code /proc/PID/fdinfo} and the socket tables,
 * read as streams.
 *
 * <p>Runs on the caller's thread. Imports the JDK only.
 */
@NullMarked
package io.roost.inspect;

import org.jspecify.annotations.NullMarked;
