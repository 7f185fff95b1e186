/**
 * What a browser loads: files from the class path, with the headers that keep a page to itself.
 *
 * <p>Any thread. Imports Netty.
 */
@NullMarked
package io.roost.web;

import org.jspecify.annotations.NullMarked;
