/**
 * The chat for people with nothing but {@code nc} or telnet: the channels and users of IRC, as plain sentences.
 *
 * <p>A session and what it calls run on its event loop; whatever is shared between loops is in chat. Imports
 * chat, irc.wire, connection and config, and nothing of irc.command.
 */
@NullMarked
package io.roost.talk;

import org.jspecify.annotations.NullMarked;
