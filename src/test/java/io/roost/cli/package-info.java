/** The command line, run inside the test's JVM. */
@NullMarked
package io.roost.cli;

import org.jspecify.annotations.NullMarked;
