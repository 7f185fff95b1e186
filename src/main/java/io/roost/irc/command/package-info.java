/**
 * What IRC's commands do: the table of them, one class each, and the session that reads lines and answers.
 *
 * <p>A session and what it calls run on its event loop; whatever is shared between loops is in chat. Imports
 * chat, irc.wire, connection, limits, metrics and config.
 */
@NullMarked
package io.roost.irc.command;

import org.jspecify.annotations.NullMarked;
