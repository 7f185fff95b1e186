package io.roost.fault;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Disconnector;
import io.roost.connection.Lane;
import io.roost.connection.Lanes;
import io.roost.connection.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The toxics of one listener on all lanes.
 *
 * <p><b>Threading:</b> any; changes must follow each other.
 */
public final class ListenerToxics {
    private final Map<EventLoop, LaneToxics> byLoop = new HashMap<>();
    private volatile List<Channel> listening = List.of();

    /** Without toxics; {@code nanoClock} as {@link System#nanoTime}. */
    public ListenerToxics(Lanes lanes, Draws draws, LongSupplier nanoClock) {
        AtomicLong numbers = new AtomicLong();
        for (Lane lane : lanes.all()) {
            byLoop.put(lane.loop(), new LaneToxics(lane, draws, numbers, nanoClock));
        }
    }

    /** Of the lane of this loop, which must be a worker. */
    public LaneToxics of(EventLoop loop) {
        return Objects.requireNonNull(byLoop.get(loop));
    }

    /** The connections of these channels are its own from now on. */
    public void listenOn(List<Channel> channels) {
        listening = List.copyOf(channels);
    }

    /** New connections live under these. To be called before any comes. */
    public void takeTerms(List<Map<EventLoop, Terms>> all) {
        byLoop.forEach((loop, lane) -> loop.execute(() -> lane.takeTerms(() -> all.stream()
                .map(terms -> terms.get(loop))
                .filter(Objects::nonNull)
                .toList())));
    }

    /** Others have been put in the place of the terms that it was given. */
    public void termsChanged() {
        byLoop.forEach((loop, lane) -> loop.execute(lane::gate));
    }

    /** These hold from now on; done when every lane has seen to it. */
    public CompletableFuture<Void> set(List<ActiveToxic> toxics) {
        return onAll(lane -> lane.set(toxics, this::isOurs));
    }

    /** Closes all connections of its channels; done when they are. */
    public CompletableFuture<Void> disconnectAll() {
        return onAll(lane -> {
            for (Connection connection : lane.ours(this::isOurs)) {
                Disconnector.disconnect(connection, DisconnectReason.TOXIC);
            }
        });
    }

    /** Connections that are spoilt now. */
    public int spoilt() {
        return byLoop.values().stream().mapToInt(LaneToxics::spoilt).sum();
    }

    private boolean isOurs(Channel channel) {
        Channel parent = channel.parent();
        List<Channel> all = listening;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == parent) {
                return true;
            }
        }
        return false;
    }

    private CompletableFuture<Void> onAll(Consumer<LaneToxics> task) {
        CompletableFuture<?>[] done = byLoop.entrySet().stream()
                .map(entry -> onLoop(entry.getKey(), () -> task.accept(entry.getValue())))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(done);
    }

    private static CompletableFuture<Void> onLoop(EventLoop loop, Runnable task) {
        try {
            return CompletableFuture.runAsync(task, loop);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // it has ended, and its connections with it
        }
    }
}
