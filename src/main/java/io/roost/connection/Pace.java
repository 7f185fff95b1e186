package io.roost.connection;

import io.roost.limits.Address;
import io.roost.limits.CommandRate;
import io.roost.limits.Networks;
import io.roost.metrics.LoopCounter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How fast the clients of one lane are heard, and those who wait since they have said more than that. They share one task of the
 * loop, which there is only while somebody waits.
 *
 * <p><b>Threading:</b> event loop only, but for being made.
 */
public final class Pace {
    /** Short beside the time that a token takes by any sensible rate. */
    private static final long LOOK_MS = 100;

    private final Lane lane;
    private final Networks exempt;
    private CommandRate rate;
    private int mostHeldBytes;
    private List<PacedConnection> waiting = new ArrayList<>();
    private boolean isLooking;

    /**
     * The pace of a lane.
     *
     * @param mostHeldBytes what a client may have said that waits
     * @param exempt addresses whose clients are heard as fast as they speak
     */
    public Pace(Lane lane, CommandRate rate, int mostHeldBytes, Networks exempt) {
        this.lane = lane;
        this.rate = rate;
        this.mostHeldBytes = mostHeldBytes;
        this.exempt = exempt;
    }

    /** One that lets everybody say what it likes. */
    public static Pace any(Lane lane) {
        return new Pace(lane, new CommandRate(0, 0, () -> 0), 0, Networks.NONE);
    }

    /** Another from now on. */
    public void limit(CommandRate other, int otherHeldBytes) {
        rate = other;
        mostHeldBytes = otherHeldBytes;
    }

    CommandRate rate() {
        return rate;
    }

    /** The bucket that a client begins with. */
    long bucketOf(SocketAddress peer) {
        // What has no address is no socket.
        return !(peer instanceof InetSocketAddress address) || exempt.contains(Address.of(address.getAddress()))
                ? CommandRate.BOTTOMLESS
                : CommandRate.FULL;
    }

    boolean isTooMuch(int heldBytes) {
        return heldBytes > mostHeldBytes;
    }

    /** Its next line is to wait until there is a token. */
    void await(PacedConnection connection) {
        lane.counters().increment(LoopCounter.CHAT_DELAYS);
        waiting.add(connection);
        lookLater();
    }

    private void lookLater() {
        if (!isLooking) {
            isLooking = true;
            var unused = lane.loop().schedule(this::look, LOOK_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        isLooking = false;
        List<PacedConnection> all = waiting;
        waiting = new ArrayList<>();
        for (PacedConnection connection : all) {
            if (!rate.isEmpty(connection.bucket())) {
                hear(connection);
            } else if (!connection.context().isRemoved()) {
                waiting.add(connection);
            }
        }
        if (!waiting.isEmpty()) {
            lookLater();
        }
    }

    /** A fault with one must not keep the others waiting. */
    private static void hear(PacedConnection connection) {
        try {
            connection.tokenCame();
        } catch (RuntimeException | Error e) {
            Disconnector.disconnect(connection, e);
        }
    }
}
