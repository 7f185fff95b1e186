/**
 * Every data path, one class each: read these to see which stations a byte passes.
 *
 * <p>Initializers run on the connection's event loop. Imports the protocols, connection, limits, metrics
 * and config.
 */
@NullMarked
package io.roost.pipeline;

import org.jspecify.annotations.NullMarked;
