/**
 * Where log lines go and what they look like.
 *
 * <p>Set up on the main thread; any thread logs. Imports config and Logback.
 */
@NullMarked
package io.roost.logging;

import org.jspecify.annotations.NullMarked;
