/**
 * Connections that are spoilt on purpose: toxics as stages that bytes pass, put on listeners and taken off while the server
 * runs.
 *
 * <p>A connection's stages are confined to its event loop, to which changes are handed over. Imports toxic, connection,
 * metrics and Netty.
 */
@NullMarked
package io.roost.fault;

import org.jspecify.annotations.NullMarked;
