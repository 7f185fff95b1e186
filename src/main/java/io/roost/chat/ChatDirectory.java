package io.roost.chat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The channels by their names. Any thread. */
public final class ChatDirectory {
    private final ConcurrentHashMap<String, ChatChannel> channels = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final int laneCount;

    ChatDirectory(int laneCount) {
        this.laneCount = laneCount;
    }

    public @Nullable ChatChannel find(String name) {
        return channels.get(Folding.fold(name));
    }

    /** May be closed by the time that it is locked: then to be asked for again. */
    public ChatChannel findOrMake(String name) {
        return channels.computeIfAbsent(
                Folding.fold(name), folded -> new ChatChannel(this, name, lastId.incrementAndGet(), laneCount));
    }

    /** Under the channel's lock. */
    void remove(ChatChannel channel) {
        channels.remove(Folding.fold(channel.name()), channel);
    }

    public int size() {
        return channels.size();
    }

    /** Whichever are there while they are looked at. */
    public Iterable<ChatChannel> all() {
        return channels.values();
    }
}
