package io.roost.transport;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.roost.limits.AddressLimits;
import io.roost.metrics.LoopCounters;
import io.roost.metrics.LoopSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One event loop, what it counts, and how many connections it has been dealt. Itself the listener that
 * counts a close, in all and for the peer's address, so that counting costs a connection no object.
 */
public final class CountedLoop implements ChannelFutureListener, LoopSource {
    private final EventLoop loop;
    private final LoopCounters counters;
    private final Thread thread;
    private final AtomicInteger connections = new AtomicInteger();
    private @Nullable AddressLimits limits;

    CountedLoop(EventLoop loop, LoopCounters counters, Thread thread) {
        this.loop = loop;
        this.counters = counters;
        this.thread = thread;
    }

    /** The loop itself. */
    public EventLoop loop() {
        return loop;
    }

    @Override
    public LoopCounters counters() {
        return counters;
    }

    @Override
    public int connections() {
        return connections.get();
    }

    @Override
    public int registrations() {
        return loop instanceof SingleThreadEventLoop counted ? counted.registeredChannels() : 0;
    }

    @Override
    public Thread thread() {
        return thread;
    }

    /** Where those have to be counted out who were counted in. Before there are any. */
    void countAddressesIn(AddressLimits ofAddresses) {
        limits = ofAddresses;
    }

    void deal() {
        connections.incrementAndGet();
    }

    @Override
    public void operationComplete(ChannelFuture closed) {
        connections.decrementAndGet();
        AddressLimits ofAddresses = limits;
        if (ofAddresses != null && Peers.isCounted(closed.channel())) {
            ofAddresses.leave(Peers.addressOf(closed.channel()));
        }
    }
}
