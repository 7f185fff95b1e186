package io.roost.chat;

import io.roost.irc.wire.Line;
import org.jspecify.annotations.Nullable;

/**
 * Who comes into a channel and what the members are told.
 *
 * @param away for those that are told who is away; null: the user is not
 * @param echoes whether the user is told by an echo, not as the others are
 */
public record Arrival(User user, Line join, @Nullable Line away, boolean echoes) {}
