/**
 * Transports, event loops and listeners, and the proof of the trigger mode that the kernel's own record gives.
 *
 * <p>Runs on the event loops, except the inspector, which runs on its caller's thread. May import the JDK, Netty, and
 * the rooms config, limits and metrics; is handed a channel initializer and knows no protocol.
 */
@NullMarked
package io.roost.transport;

import org.jspecify.annotations.NullMarked;
