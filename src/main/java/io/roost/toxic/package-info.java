/**
 * What a listener can be told to do wrong, as data: the types of toxics, their attributes with bounds and units, and how
 * one is written as text. The names are those of Toxiproxy, whose clients write them.
 *
 * <p>Immutable, so any thread. A leaf: imports the JDK alone.
 */
@NullMarked
package io.roost.toxic;

import org.jspecify.annotations.NullMarked;
