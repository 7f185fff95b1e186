/**
 * The live page of the admin listener: one sample a second, kept for some minutes and sent to all who watch.
 *
 * <p>All of it runs on the admin loop and only reads what the other loops count. Imports Netty, Jackson's
 * generator and metrics.
 */
@NullMarked
package io.roost.dashboard;

import org.jspecify.annotations.NullMarked;
