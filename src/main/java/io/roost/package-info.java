/** The entry of the program. */
@NullMarked
package io.roost;

import org.jspecify.annotations.NullMarked;
