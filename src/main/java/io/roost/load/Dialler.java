package io.roost.load;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollReadyList;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.unix.Socket;
import io.roost.load.Tally.Count;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Opens the connections of a loop at its share of the rate, and opens lost ones again if the plan says so.
 *
 * <p><b>Threading:</b> its loop alone.
 */
public final class Dialler {
    /** linux/in.h: the port is chosen at connect(2), where it only has to differ from those to the same target (ip(7)). */
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;

    private static final int IPPROTO_IP = 0;

    /** Handshakes under way, of all loops together: far below any server's backlog of 65,535. */
    static final int MOST_UNDER_WAY = 2_048;

    private static final int PER_TURN = 64;

    /** What may be caught up on after a pause. */
    private static final double BURST_SECONDS = 0.01;

    private static final long REDIAL_AFTER_NANOS = 1_000_000_000L;

    private final LoadPlan plan;
    private final Slots slots;
    private final int firstConnection;
    private final Tally tally;
    private final Failures failures;
    private final EpollReadyList ready;
    private final int mostUnderWay;
    private final double ratePerNano;
    private final RedialQueue redials;
    private final InetSocketAddress[] sources;
    private final Latency latency = new Latency();

    private int next;
    private double credit = 1;
    private long creditAtNanos;
    private long lastExpiryNanos;

    /**
     * @param mostUnderWay handshakes and greetings, of all loops together
     */
    public Dialler(
            LoadPlan plan,
            Slots slots,
            int firstConnection,
            Tally tally,
            Failures failures,
            EpollReadyList ready,
            int mostUnderWay) {
        this.plan = plan;
        this.slots = slots;
        this.firstConnection = firstConnection;
        this.tally = tally;
        this.failures = failures;
        this.ready = ready;
        this.mostUnderWay = Math.max(1, mostUnderWay / plan.threads());
        this.ratePerNano = plan.connectRate() / 1e9 * slots.count / plan.connections();
        this.redials = new RedialQueue(plan.reconnect() ? slots.count : 0);
        this.sources = plan.sources().stream()
                .map(address -> new InetSocketAddress(address, 0))
                .toArray(InetSocketAddress[]::new);
    }

    /** Of the handshakes. */
    public Latency latency() {
        return latency;
    }

    /** Dials what is due. Returns how long nothing more is. */
    public long dial(long nowNanos) {
        if (ratePerNano > 0) {
            double most = Math.max(1, ratePerNano * 1e9 * BURST_SECONDS);
            credit = creditAtNanos == 0 ? 1 : Math.min(most, credit + (nowNanos - creditAtNanos) * ratePerNano);
            creditAtNanos = nowNanos;
        }
        for (int i = 0; i < PER_TURN; i++) {
            boolean isFresh = next < slots.count;
            if (!isFresh && !redials.isDue(nowNanos)) {
                return redials.isEmpty() ? Long.MAX_VALUE : redials.dueNanos() - nowNanos;
            }
            if (tally.get(Count.OPENING) + tally.get(Count.GREETING) >= mostUnderWay) {
                return Long.MAX_VALUE; // the end of a handshake or of a greeting wakes the loop
            }
            if (ratePerNano > 0) {
                if (credit < 1) {
                    return (long) ((1 - credit) / ratePerNano);
                }
                credit--;
            }
            open(isFresh ? next++ : redials.take(), nowNanos);
        }
        return 0;
    }

    private void open(int slot, long nowNanos) {
        int connection = firstConnection + slot;
        List<InetSocketAddress> targets = plan.targets();
        InetSocketAddress target = targets.get(connection % targets.size());
        Socket socket = null;
        tally.increment(Count.DIALLED);
        try {
            socket = LinuxSocket.newSocketStream(familyOf(target.getAddress()));
            if (sources.length > 0) {
                // By another divisor than the target's, so that each source meets each target.
                socket.setIntOpt(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
                socket.bind(sources[connection / targets.size() % sources.length]);
            }
            if (plan.scenario() != LoadPlan.Scenario.HOLD) {
                socket.setTcpNoDelay(true);
            }
            socket.connect(target);
            ready.add(socket.intValue());
            slots.put(slot, socket, Payload.startOf(connection), nowNanos);
            tally.increment(Count.OPENING);
        } catch (IOException | ChannelException e) {
            if (socket != null) {
                closeQuietly(socket);
            }
            slots.states[slot] = Slots.ENDED;
            failed(slot, e, nowNanos);
        }
    }

    /** The handshake of a slot has ended, well or badly. Returns whether the connection is open. */
    public boolean finish(int slot, long nowNanos) {
        try {
            if (!slots.socket(slot).finishConnect()) {
                return false;
            }
        } catch (IOException e) {
            giveUp(slot, e, nowNanos);
            return false;
        }
        latency.record(nowNanos - slots.sentNanos[slot * slots.depth]);
        slots.states[slot] = Slots.OPEN;
        tally.add(Count.OPENING, -1);
        tally.increment(Count.OPEN);
        tally.increment(Count.OPENED);
        if (slots.raise(slot, Slots.RESOLVED)) {
            tally.increment(Count.RESOLVED);
        } else {
            tally.increment(Count.RECONNECTED);
        }
        return true;
    }

    /** Ends handshakes that take longer than the plan allows. */
    public void expire(long nowNanos) {
        long timeoutNanos = plan.connectTimeout().toNanos();
        if (tally.get(Count.OPENING) == 0 || nowNanos - lastExpiryNanos < timeoutNanos / 10) {
            return;
        }
        lastExpiryNanos = nowNanos;
        IOException late = new IOException(Errno.ETIMEDOUT.text());
        for (int slot = 0; slot < slots.count; slot++) {
            if (slots.states[slot] == Slots.DIALLING && nowNanos - slots.sentNanos[slot * slots.depth] > timeoutNanos) {
                giveUp(slot, late, nowNanos);
            }
        }
    }

    /** A connection was lost: opens it again after a while, if the plan says so. */
    void lost(int slot, long nowNanos) {
        if (plan.reconnect()) {
            redials.add(slot, nowNanos + REDIAL_AFTER_NANOS);
        }
    }

    private void giveUp(int slot, IOException cause, long nowNanos) {
        closeQuietly(slots.take(slot));
        tally.add(Count.OPENING, -1);
        failed(slot, cause, nowNanos);
    }

    private void failed(int slot, Exception cause, long nowNanos) {
        tally.increment(Count.FAILED);
        failures.count(Failures.CONNECT, cause);
        if (slots.raise(slot, Slots.RESOLVED)) {
            tally.increment(Count.RESOLVED);
        }
        lost(slot, nowNanos);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // The peer's reset is reported once more, and the descriptor is free all the same.
        }
    }

    private static InternetProtocolFamily familyOf(InetAddress address) {
        return address instanceof Inet6Address ? InternetProtocolFamily.IPv6 : InternetProtocolFamily.IPv4;
    }
}
