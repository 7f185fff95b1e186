package io.roost.connection;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lanes of a server, found by their loop. Unchanging, so any thread may ask. */
public final class Lanes {
    private final List<Lane> lanes;

    /** These lanes, in this order. */
    public Lanes(List<Lane> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    /** Unmodifiable. */
    public List<Lane> all() {
        return lanes;
    }

    /** The terms of one listener on every lane. Others may be put in their place while the server runs. */
    public Map<EventLoop, Terms> terms(Times times) {
        Map<EventLoop, Terms> terms = new ConcurrentHashMap<>();
        lanes.forEach(lane -> terms.put(lane.loop(), lane.terms(times)));
        return terms;
    }
}
