/** The doctor, examining hosts that are directories. */
@NullMarked
package io.roost.doctor;

import org.jspecify.annotations.NullMarked;
