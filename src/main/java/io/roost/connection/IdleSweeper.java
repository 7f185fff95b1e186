package io.roost.connection;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a lane, hashed by the tick at which each is looked at next (Varghese and Lauck
 * 1987, scheme 6). Activity moves nothing: a connection only notes the tick, and the wheel asks when its
 * time has come, so a busy connection costs the wheel one look per timeout. The links are in the
 * connections themselves: no timer, no task, no node.
 *
 * <p>Each time is lengthened by a random part of up to one twentieth, so that connections which came
 * together do not go together.
 *
 * <p><b>Threading:</b> event loop only.
 */
public final class IdleSweeper {
    private static final int SLOTS = 512;

    /** Looks per call, then the loop serves its sockets before it goes on. */
    private static final int LOOKS_PER_SWEEP = 8_192;

    private static final int SPREAD = 20;

    /** Pings are spread wider: those who came back together after a restart stay many for long. */
    private static final int PING_SPREAD = 4;

    /** How long one that is told why it goes may still take to read it. */
    private static final long LAST_NANOS = 5_000_000_000L;

    /** One more than the wheel has, for connections whose time never runs out. */
    private final @Nullable Connection[] slots = new Connection[SLOTS + 1];

    private final long tickNanos;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private int size;
    private int random = 0x9E3779B9;

    /** The tick that is being swept, and the one that now is: apart while a sweep is behind. */
    private int sweptTick;

    private int nowTick;
    private @Nullable Connection resumeAt;

    IdleSweeper(long tickNanos, LongSupplier nanoClock) {
        this.tickNanos = tickNanos;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
    }

    /** The tick that activity is noted by; at most one behind the clock while the loop keeps up. */
    int nowTick() {
        return nowTick;
    }

    /** Connections open on this lane. */
    public int size() {
        return size;
    }

    void add(Connection connection) {
        connection.lastActiveTick = nowTick;
        size++;
        begin(connection);
    }

    /** From now on its lifetime counts. */
    void admitted(Connection connection) {
        passOver(connection);
        unlink(connection);
        begin(connection);
    }

    /** It has to be looked at when the time for that is over. */
    void expectRest(Connection connection) {
        passOver(connection);
        unlink(connection);
        link(connection);
    }

    private void begin(Connection connection) {
        Terms terms = connection.terms();
        int ticks = connection.isAdmitted() ? terms.lifetimeTicks() : terms.admissionTicks();
        connection.endTick = nowTick + ticks + spread(ticks, SPREAD);
        link(connection);
    }

    /** A suspended sweep must not go on at one that is elsewhere by then. */
    private void passOver(Connection connection) {
        if (connection == resumeAt) {
            resumeAt = connection.next;
        }
    }

    void remove(Connection connection) {
        passOver(connection);
        size--;
        unlink(connection);
    }

    /** Visits all connections; {@code visitor} may close the one that it is given. */
    public void forEach(Consumer<Connection> visitor) {
        for (Connection head : slots) {
            for (Connection connection = head; connection != null; ) {
                Connection next = connection.next;
                visitor.accept(connection);
                connection = next;
            }
        }
    }

    /** Closes what has run out of time; false when it stopped before the end, to be called again soon. */
    boolean sweep() {
        nowTick = (int) ((nanoClock.getAsLong() - startNanos) / tickNanos);
        if (nowTick - sweptTick > SLOTS) {
            sweptTick = nowTick - SLOTS; // once around visits every slot
        }
        int looks = 0;
        while (sweptTick - nowTick < 0) {
            Connection connection = resumeAt != null ? resumeAt : slots[(sweptTick + 1) & (SLOTS - 1)];
            resumeAt = null;
            while (connection != null) {
                if (looks++ == LOOKS_PER_SWEEP) {
                    resumeAt = connection;
                    return false;
                }
                Connection next = connection.next;
                lookAt(connection);
                connection = next;
            }
            sweptTick++;
        }
        return true;
    }

    /** A fault with one must not keep from the others that their time runs out. */
    private void lookAt(Connection connection) {
        try {
            look(connection);
        } catch (RuntimeException | Error e) {
            Disconnector.disconnect(connection, e);
        }
    }

    private void look(Connection connection) {
        if (connection.dueTick - nowTick > 0) {
            return;
        }
        Terms terms = connection.terms();
        if (connection.isGivenUp()) {
            Disconnector.disconnect(connection, DisconnectReason.PING_TIMEOUT);
        } else if (hasEnd(connection) && connection.endTick - nowTick <= 0) {
            if (connection.isAdmitted()) {
                Disconnector.disconnect(connection, DisconnectReason.LIFETIME);
            } else {
                connection.notAdmitted();
            }
        } else if (connection.is(Connection.EXPECTED) && connection.requestEnd() - nowTick <= 0) {
            connection.restCame();
            connection.restIsMissing();
        } else if (isSilentFor(terms.idleTicks(), connection)) {
            Disconnector.disconnect(connection, DisconnectReason.IDLE_TIMEOUT);
        } else if (connection.isAdmitted() && !connection.isEnding()) {
            ping(terms.pingTicks(), connection);
        }
        if (!connection.context().isRemoved()) {
            unlink(connection);
            link(connection);
        }
    }

    private void ping(int pingTicks, Connection connection) {
        if (!isSilentFor(pingTicks, connection)) {
            connection.clear(Connection.ASKED);
        } else if (connection.is(Connection.ASKED) && isSilentFor(2 * pingTicks, connection)) {
            connection.notAlive();
        } else {
            // Asked before, it has answered since, and is silent again: or it would be silent for longer by now.
            connection.set(Connection.ASKED);
            connection.askAlive();
        }
    }

    /** A peer that takes slowly what waits for it does so without a word to us: it is asked for, here alone. */
    private boolean isSilentFor(int ticks, Connection connection) {
        if (ticks == 0 || nowTick - connection.lastActiveTick < ticks) {
            return false;
        }
        if (connection.hasTakenSome()) {
            connection.lastActiveTick = nowTick;
            return false;
        }
        return true;
    }

    private static boolean hasEnd(Connection connection) {
        return connection.terms().lifetimeTicks() > 0 || !connection.isAdmitted();
    }

    private void link(Connection connection) {
        connection.dueTick = dueTick(connection);
        int slot = slotOf(connection);
        Connection head = slots[slot];
        connection.next = head;
        if (head != null) {
            head.previous = connection;
        }
        slots[slot] = connection;
    }

    private void unlink(Connection connection) {
        Connection previous = connection.previous;
        Connection next = connection.next;
        if (previous != null) {
            previous.next = next;
        } else {
            slots[slotOf(connection)] = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        connection.previous = null;
        connection.next = null;
    }

    private int dueTick(Connection connection) {
        if (connection.isGivenUp()) {
            return nowTick + 1 + (int) (LAST_NANOS / tickNanos);
        }
        Terms terms = connection.terms();
        int due = connection.endTick;
        boolean isDue = hasEnd(connection);
        if (terms.idleTicks() > 0) {
            int idle = connection.lastActiveTick + terms.idleTicks() + spread(terms.idleTicks(), SPREAD);
            due = isDue && due - idle < 0 ? due : idle;
            isDue = true;
        }
        if (terms.pingTicks() > 0 && connection.isAdmitted()) {
            int ping = connection.lastActiveTick
                    + (connection.is(Connection.ASKED)
                            ? 2 * terms.pingTicks()
                            : terms.pingTicks() + spread(terms.pingTicks(), PING_SPREAD));
            due = isDue && due - ping < 0 ? due : ping;
            isDue = true;
        }
        if (connection.is(Connection.EXPECTED)) {
            due = isDue && due - connection.requestEnd() < 0 ? due : connection.requestEnd();
        }
        return due;
    }

    private static int slotOf(Connection connection) {
        return connection.terms().areTimed() ? connection.dueTick & (SLOTS - 1) : SLOTS;
    }

    /** 0 to this part of {@code ticks}: xorshift (Marsaglia 2003), enough to spread and no shared state. */
    private int spread(int ticks, int part) {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return (random >>> 1) % (ticks / part + 1);
    }
}
