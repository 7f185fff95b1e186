/**
 * Limits of what one address, one network or one client may do, told by a clock that is handed in.
 *
 * <p>Each class says which threads may use it. A leaf: imports nothing but plain Java.
 */
@NullMarked
package io.roost.limits;

import org.jspecify.annotations.NullMarked;
