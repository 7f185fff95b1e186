/**
 * What the server is told: immutable records, the table of keys they come from, and the loader that
 * reports every problem at once.
 *
 * <p>Runs on the main thread, before any other. Imports the JDK; the YAML reader alone uses Jackson.
 */
@NullMarked
package io.roost.config;

import org.jspecify.annotations.NullMarked;
