/**
 * Users, channels, who is where, and how what is said reaches them. Knows no socket and no command: a
 * peer is a {@link io.roost.chat.Recipient}.
 *
 * <p>A <b>lane</b> is one event loop. What a lane owns ({@link io.roost.chat.LaneChannel} with its groups,
 * the lane's fields of {@link io.roost.chat.Membership} and {@link io.roost.chat.User}) no other thread
 * touches. Shared between lanes, each with its lock, taken in this order:
 *
 * <ol>
 *   <li>{@link io.roost.chat.ChatChannel}: its own lock, for its members, modes, lists and topic and for the
 *       order of what is said in it. Several at once in the order of their ids.
 *   <li>{@link io.roost.chat.User}: its list of memberships is copied on write under the user's monitor, and
 *       written only under the lock of the channel that it gains or loses; its other fields are volatile
 *       and written by its own lane.
 *   <li>{@link io.roost.chat.Nicknames}, {@link io.roost.chat.ChatDirectory}, {@link io.roost.chat.Monitors}: concurrent maps.
 *   <li>{@link io.roost.chat.Whowas}: its monitor. {@link io.roost.chat.Census}: atomic counts.
 *   <li>{@link io.roost.chat.ChatLane}'s mailbox: lock-free, many offer, the lane alone takes.
 * </ol>
 *
 * <p>Imports irc.wire and Netty's buffers.
 */
@NullMarked
package io.roost.chat;

import org.jspecify.annotations.NullMarked;
