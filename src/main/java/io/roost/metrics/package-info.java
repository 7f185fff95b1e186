/**
 * What is counted and how it is shown: one set of counters per event loop, and the HTTP endpoints that
 * read them.
 *
 * <p>Counters are written by their loop alone and read by any thread; the endpoints run on the admin
 * loop. Imports Netty, Micrometer and the JDK.
 */
@NullMarked
package io.roost.metrics;

import org.jspecify.annotations.NullMarked;
