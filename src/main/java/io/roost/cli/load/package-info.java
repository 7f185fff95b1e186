/** {@code roost load} and {@code roost compare}: the options, what is shown while a run lasts, and its exit code. One thread. */
@NullMarked
package io.roost.cli.load;

import org.jspecify.annotations.NullMarked;
