package io.netty.channel.epoll;

import io.netty.channel.ChannelId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A channel's number in the order in which channels were made, unique in this process. 16 bytes, where
 * {@code DefaultChannelId} keeps 80 so that it may be unique in the world.
 *
 * <p><b>Threading:</b> immutable; {@link #next} on any thread.
 */
final class SerialChannelId implements ChannelId {
    private static final long serialVersionUID = 1L;

    private static final AtomicLong issued = new AtomicLong();

    private final long number;

    SerialChannelId(long number) {
        this.number = number;
    }

    static SerialChannelId next() {
        return new SerialChannelId(issued.incrementAndGet());
    }

    @Override
    public String asShortText() {
        return String.format("%08x", number);
    }

    @Override
    public String asLongText() {
        return String.format("%016x", number);
    }

    /** By number; ids of another kind, as an in-memory channel's, by their text. */
    @Override
    public int compareTo(ChannelId other) {
        return other instanceof SerialChannelId serial
                ? Long.compare(number, serial.number)
                : asLongText().compareTo(other.asLongText());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SerialChannelId serial && serial.number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return asShortText();
    }
}
