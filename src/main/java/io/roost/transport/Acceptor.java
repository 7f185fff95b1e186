package io.roost.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.roost.limits.Excess;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The last station of a listening socket: deals each accepted connection to the loop with the fewest, or
 * turns it away when a limit is reached; hands over to each loop at once what a turn brought it; pauses when
 * accept(2) fails, as for want of descriptors.
 *
 * <p><b>Threading:</b> the boss loop of its listening socket. <b>Ownership:</b> of the accepted channel
 * until a loop has registered it.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {
    /** The backlog is full of the same failure: trying again at once would spin (Netty issue 1328). */
    private static final long PAUSE_MS = 100;

    private final LoopTeam team;
    private final Door door;
    private final Refusals refusals;
    private final SocketOptions options;
    private final ChannelHandler initializer;
    private final LoopCounters counters;
    private final List<Arrivals> arrivals;

    Acceptor(
            LoopTeam team,
            Door door,
            Refusals refusals,
            SocketOptions options,
            ChannelHandler initializer,
            LoopCounters counters) {
        this.team = team;
        this.door = door;
        this.refusals = refusals;
        this.options = options;
        this.initializer = initializer;
        this.counters = counters;
        this.arrivals = team.loops().stream().map(Arrivals::new).toList();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        counters.increment(LoopCounter.CAUSE_ACCEPT);
        Excess excess = door.admit(connection);
        if (excess != null) {
            counters.increment(Door.counterOf(excess));
            refusals.tell(connection, excess);
            connection.unsafe().closeForcibly();
            return;
        }
        options.applyToConnection(connection);
        connection.pipeline().addLast(initializer);
        int number = team.deal();
        connection.closeFuture().addListener(team.loops().get(number));
        arrivals.get(number).add(connection);
    }

    /** The backlog is empty, or a batch of it is accepted. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        for (Arrivals ofWorker : arrivals) {
            ofWorker.handOver();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.increment(LoopCounter.ACCEPT_ERRORS);
        Channel listener = context.channel();
        if (listener.config().isAutoRead()) {
            listener.config().setAutoRead(false);
            var unused = listener.eventLoop()
                    .schedule(() -> listener.config().setAutoRead(true), PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }
}
