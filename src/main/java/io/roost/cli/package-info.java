/**
 * The command line: one picocli command per class, nothing but arguments, printing and exit codes.
 *
 * <p>Runs on the main thread. May import every room; no room imports it.
 */
@NullMarked
package io.roost.cli;

import org.jspecify.annotations.NullMarked;
