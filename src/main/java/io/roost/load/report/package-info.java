/**
 * What a run is told to people and scripts: thresholds, the summary, the files, and two runs compared.
 *
 * <p>Threads: none of its own; everything here is a value or a function of one. It sees the records of {@code
 * io.roost.load}, HdrHistogram and Jackson, never the command line or the engine.
 */
@NullMarked
package io.roost.load.report;

import org.jspecify.annotations.NullMarked;
