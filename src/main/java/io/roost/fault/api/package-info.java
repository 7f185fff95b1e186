/**
 * The HTTP dialect of Toxiproxy: listeners as its clients see them, and the requests that change what spoils them.
 *
 * <p>Confined to the admin loop. Imports fault, toxic, metrics, Netty and a JSON parser.
 */
@NullMarked
package io.roost.fault.api;

import org.jspecify.annotations.NullMarked;
