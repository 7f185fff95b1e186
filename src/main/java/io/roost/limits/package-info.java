/**
 * How much may be used: pure numbers, no sockets.
 *
 * <p>Any thread. Imports the JDK only.
 */
@NullMarked
package io.roost.limits;

import org.jspecify.annotations.NullMarked;
