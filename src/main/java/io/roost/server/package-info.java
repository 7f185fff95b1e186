/**
 * Puts the rooms together: builds, starts, drains and stops one server.
 *
 * <p>Runs on the main thread and, to stop, on the thread of the signal. May import every room but load.
 */
@NullMarked
package io.roost.server;

import org.jspecify.annotations.NullMarked;
