package io.roost.fault;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.roost.connection.Connection;
import io.roost.connection.Lane;
import io.roost.connection.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The toxics of one listener on one lane, and its connections there.
 *
 * <p><b>Threading:</b> event loop only, but for being made and {@link #spoilt}.
 */
public final class LaneToxics {
    /** The name of the station that it puts into pipelines. */
    public static final String STATION = "toxic";

    private final Lane lane;
    private final Draws draws;
    private final AtomicLong numbers;
    private final LongSupplier nanoClock;
    private final AtomicInteger spoilt = new AtomicInteger();
    private Supplier<List<Terms>> terms = List::of;
    private List<ActiveToxic> toxics = List.of();

    /** {@code numbers} counts the connections of the listener. */
    LaneToxics(Lane lane, Draws draws, AtomicLong numbers, LongSupplier nanoClock) {
        this.lane = lane;
        this.draws = draws;
        this.numbers = numbers;
        this.nanoClock = nanoClock;
    }

    /** Under which new connections live. */
    void takeTerms(Supplier<List<Terms>> ofNew) {
        terms = ofNew;
        gate();
    }

    /** Puts a station at the end of a pipeline that is empty yet, if this connection is to be spoilt. */
    public void enter(ChannelPipeline pipeline) {
        if (toxics.isEmpty() || pipeline.get(ToxicHandler.class) != null) {
            return;
        }
        long number = numbers.getAndIncrement();
        List<ActiveToxic> hits = hits(number);
        if (!hits.isEmpty()) {
            pipeline.addLast(STATION, new ToxicHandler(this, number, hits, nanoClock, true));
        }
    }

    /** These hold from now on, for the connections that are there too. */
    void set(List<ActiveToxic> to, Predicate<Channel> isOurs) {
        toxics = to;
        gate();
        List<Connection> ours = ours(isOurs);
        for (Connection connection : ours) {
            Channel channel = connection.channel();
            ToxicHandler handler = channel.pipeline().get(ToxicHandler.class);
            if (handler != null) {
                handler.set(hits(handler.number()));
            } else if (!toxics.isEmpty() && channel.isActive()) {
                spoil(connection, channel.pipeline());
            }
        }
        gate();
        // Those from before a reload live under terms of their own.
        ours.forEach(connection -> connection.terms().gate(isGated()));
    }

    List<Connection> ours(Predicate<Channel> isOurs) {
        List<Connection> ours = new ArrayList<>();
        lane.connections().forEach(connection -> {
            if (isOurs.test(connection.channel())) {
                ours.add(connection);
            }
        });
        return ours;
    }

    private void spoil(Connection connection, ChannelPipeline pipeline) {
        long number = numbers.getAndIncrement();
        List<ActiveToxic> hits = hits(number);
        connection.terms().gate(true);
        if (!hits.isEmpty()) {
            pipeline.addBefore(
                    firstOfService(pipeline), STATION, new ToxicHandler(this, number, hits, nanoClock, false));
        }
    }

    /** The connection's station, or what reads HTTP for it; before these stands at most what encrypts. */
    private static String firstOfService(ChannelPipeline pipeline) {
        for (Map.Entry<String, ChannelHandler> station : pipeline) {
            ChannelHandler handler = station.getValue();
            if (handler instanceof Connection
                    || handler instanceof HttpServerCodec
                    || handler instanceof HttpRequestDecoder) {
                return station.getKey();
            }
        }
        throw new IllegalStateException("no connection in " + pipeline);
    }

    private List<ActiveToxic> hits(long number) {
        return toxics.stream().filter(toxic -> draws.hit(number, toxic)).toList();
    }

    /** Connections send past the pipeline where nothing stands in it. */
    void gate() {
        terms.get().forEach(each -> each.gate(isGated()));
    }

    private boolean isGated() {
        return !toxics.isEmpty() || spoilt.get() > 0;
    }

    Draws draws() {
        return draws;
    }

    void came() {
        spoilt.incrementAndGet();
    }

    void left() {
        spoilt.decrementAndGet();
        if (toxics.isEmpty()) {
            gate();
        }
    }

    /** Connections with a station of its now. Any thread. */
    int spoilt() {
        return spoilt.get();
    }
}
