package io.roost.chat;

/**
 * How much a user may have, whatever it speaks.
 *
 * @param nickLength characters
 * @param channelLength bytes of a channel's name
 * @param topicLength bytes of a topic, a reason or an away message
 * @param channelsPerUser channels at once
 */
public record Limits(int nickLength, int channelLength, int topicLength, int channelsPerUser) {}
