/**
 * House rules that the compiler does not keep: which room may see which, sizes, names, and that the
 * shipped files say what the code does.
 *
 * <p>Runs on the thread of the test. May look at every room.
 */
@NullMarked
package io.roost.rules;

import org.jspecify.annotations.NullMarked;
