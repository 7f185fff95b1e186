package io.roost.load;

import io.netty.channel.epoll.EpollReadyList;
import io.netty.channel.unix.Socket;
import io.roost.load.LoadPlan.Scenario;
import io.roost.load.Phase.Kind;
import io.roost.load.Tally.Count;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread of the generator: its share of the connections, on an epoll instance of its own. */
final class SwarmLoop implements Runnable, Ledger.Books {
    private static final int MAX_EVENTS = 512;
    private static final int PER_TURN = 256;
    private static final long LONGEST_WAIT_NANOS = 20_000_000L;

    /** Checks under way, of one loop. */
    private static final int CHECK_WINDOW = 1_024;

    private final LoadPlan plan;
    private final Supplier<Phase> phases;
    private final LongSupplier nanoClock;
    private final EpollReadyList ready;
    private final Slots slots;
    private final Failures failures;
    private final Dialler dialler;
    private final Conversation conversation;
    private final @Nullable Schedule schedule;
    private final Tally tally = new Tally();

    private Phase phase;
    private int nextCheck;
    private volatile int askedUpTo;

    /** Connections that owed an answer when the check came to them. */
    private int stuck;

    private volatile long firstDrainedNanos;
    private volatile long lastDrainedNanos;

    /**
     * @param firstConnection the number of this loop's first connection in the whole swarm
     * @throws IOException if there is no epoll instance to be had
     */
    SwarmLoop(
            LoadPlan plan,
            int firstConnection,
            int count,
            Failures failures,
            Supplier<Phase> phases,
            LongSupplier nanoClock)
            throws IOException {
        this.plan = plan;
        this.phases = phases;
        this.nanoClock = nanoClock;
        this.failures = failures;
        this.phase = phases.get();
        this.ready = new EpollReadyList(MAX_EVENTS);
        this.slots = new Slots(count, plan.depth(), plan.scenario() == Scenario.ECHO && plan.rate() > 0);
        this.schedule = scheduleOf(plan, count);
        this.dialler = new Dialler(plan, slots, firstConnection, tally, failures, ready, Dialler.MOST_UNDER_WAY);
        this.conversation = new Conversation(plan, slots, firstConnection, tally, failures, this::ended, nanoClock);
        if (schedule != null && plan.scenario() == Scenario.HOLD) {
            schedule.startAt(phase.startNanos());
        }
        conversation.measureFrom(phase.measureFromNanos());
    }

    private static @Nullable Schedule scheduleOf(LoadPlan plan, int count) {
        double share = (double) count / plan.connections();
        if (plan.scenario() == Scenario.HOLD) {
            return plan.heartbeat().isZero()
                    ? null
                    : new Schedule(count, count / (plan.heartbeat().toNanos() / 1e9), true);
        }
        return plan.rate() > 0 ? new Schedule(count, plan.rate() * share, false) : null;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public Latency connectLatency() {
        return dialler.latency();
    }

    @Override
    public Latency fromSchedule() {
        return conversation.fromSchedule;
    }

    @Override
    public Latency fromSend() {
        return conversation.fromSend;
    }

    @Override
    public long firstDrainedNanos() {
        return firstDrainedNanos;
    }

    @Override
    public long lastDrainedNanos() {
        return lastDrainedNanos;
    }

    /** Whether the check has asked all. Any thread. */
    boolean hasAskedAll() {
        return askedUpTo >= slots.count;
    }

    @Override
    public void run() {
        try (ready) {
            while (phase.kind() != Kind.CLOSE) {
                turn();
            }
            closeAll();
        } catch (IOException e) {
            failures.count(Failures.CONNECT, e);
        }
    }

    private void turn() throws IOException {
        long nowNanos = nanoClock.getAsLong();
        Phase current = phases.get();
        if (!current.equals(phase)) {
            phase = current;
            enter();
        }
        long waitNanos = LONGEST_WAIT_NANOS;
        if (phase.kind().compareTo(Kind.SETTLE) < 0) {
            waitNanos = Math.min(waitNanos, dialler.dial(nowNanos));
            waitNanos = Math.min(waitNanos, beat(nowNanos));
        } else if (phase.kind() == Kind.CHECK) {
            ask();
        }
        int count = ready.await(waitNanos);
        if (count > 0) {
            nowNanos = nanoClock.getAsLong();
        }
        for (int i = 0; i < count; i++) {
            int slot = slots.slotOf(ready.descriptor(i));
            if (slot >= 0) {
                happened(slot, ready.events(i), nowNanos);
            }
        }
        dialler.expire(nowNanos);
    }

    private void enter() {
        if (phase.kind() != Kind.SETTLE) {
            conversation.measureFrom(phase.measureFromNanos());
        }
        boolean isFirstOfEcho = phase.kind() == Kind.WARMUP
                || (phase.kind() == Kind.ECHO && plan.warmup().isZero());
        if (!isFirstOfEcho) {
            return;
        }
        if (schedule != null) {
            schedule.startAt(phase.startNanos());
        } else {
            for (int slot = 0; slot < slots.count; slot++) {
                goOn(slot);
            }
        }
    }

    /** Sends what is due. Returns how long nothing more is. */
    private long beat(long nowNanos) {
        boolean isEchoing = phase.kind() == Kind.WARMUP || phase.kind() == Kind.ECHO;
        if (schedule == null || (plan.scenario() == Scenario.ECHO && !isEchoing)) {
            return Long.MAX_VALUE;
        }
        for (int i = 0; i < PER_TURN; i++) {
            long dueNanos = schedule.dueNanos();
            if (dueNanos >= phase.endNanos()) {
                return Long.MAX_VALUE;
            }
            if (dueNanos > nowNanos) {
                return dueNanos - nowNanos;
            }
            int slot = schedule.connection();
            schedule.advance();
            due(slot, dueNanos, nowNanos);
        }
        return 0;
    }

    private void due(int slot, long dueNanos, long nowNanos) {
        boolean isOpen = slots.states[slot] == Slots.OPEN;
        if (conversation.isMeasured(dueNanos)) {
            tally.atLeast(Count.MAX_LAG_NANOS, nowNanos - dueNanos);
        }
        if (plan.scenario() == Scenario.HOLD) {
            if (conversation.canBegin(slot)) {
                conversation.begin(slot, dueNanos);
            } else if (isOpen) {
                tally.increment(Count.SKIPPED);
            }
            return;
        }
        slots.dueRounds[slot]++;
        if (isOpen) {
            goOn(slot);
        } else {
            skipBacklog(slot);
        }
    }

    private void skipBacklog(int slot) {
        if (slots.dueRounds.length > 0) {
            tally.add(Count.SKIPPED, slots.dueRounds[slot] - slots.begunRounds[slot]);
            slots.begunRounds[slot] = slots.dueRounds[slot];
        }
    }

    /** Begins what a connection has room for: in an open loop what is due, in a closed one the next. */
    private void goOn(int slot) {
        if (plan.scenario() == Scenario.HOLD) {
            return;
        }
        if (schedule == null) {
            boolean isEchoing = phase.kind() == Kind.WARMUP || phase.kind() == Kind.ECHO;
            while (isEchoing && conversation.canBegin(slot)) {
                long nowNanos = nanoClock.getAsLong();
                if (nowNanos >= phase.endNanos()) {
                    return;
                }
                conversation.begin(slot, nowNanos);
            }
            return;
        }
        while (slots.begunRounds[slot] < slots.dueRounds[slot] && conversation.canBegin(slot)) {
            conversation.begin(slot, schedule.dueNanos(slot, slots.begunRounds[slot]++));
        }
    }

    private void happened(int slot, int events, long nowNanos) {
        if (slots.states[slot] == Slots.DIALLING) {
            if (!dialler.finish(slot, nowNanos)) {
                return;
            }
        }
        int input = EpollReadyList.READABLE | EpollReadyList.PEER_ENDED | EpollReadyList.BROKEN;
        if ((events & input) != 0) {
            conversation.receive(slot, (events & (input ^ EpollReadyList.READABLE)) != 0);
        }
        if (slots.states[slot] == Slots.OPEN) {
            if ((events & EpollReadyList.WRITABLE) != 0) {
                conversation.send(slot);
            }
            goOn(slot);
        }
    }

    /** Asks each connection for one more echo, a window at a time. One that owes an answer already counts as asked. */
    private void ask() {
        while (nextCheck < slots.count
                && tally.get(Count.CHECK_ASKED) - tally.get(Count.CHECK_ANSWERED) < CHECK_WINDOW + stuck) {
            int slot = nextCheck++;
            if (slots.states[slot] == Slots.OPEN) {
                tally.increment(Count.CHECK_ASKED);
                if (conversation.canBegin(slot)) {
                    slots.raise(slot, Slots.CHECKING);
                    conversation.begin(slot, nanoClock.getAsLong());
                } else {
                    stuck++;
                }
            }
        }
        askedUpTo = nextCheck;
    }

    private void ended(int slot, @Nullable IOException cause) {
        if (slots.states[slot] != Slots.OPEN) {
            return;
        }
        long nowNanos = nanoClock.getAsLong();
        tally.add(Count.PENDING, -slots.underWay(slot));
        tally.add(Count.OPEN, -1);
        skipBacklog(slot);
        close(slots.take(slot));
        if (phase.kind() == Kind.DRAIN) {
            tally.increment(Count.DRAINED);
            firstDrainedNanos = firstDrainedNanos == 0 ? nowNanos : firstDrainedNanos;
            lastDrainedNanos = nowNanos;
            return;
        }
        tally.increment(Count.LOST);
        if (cause == null) {
            failures.count(Failures.LOST, "FIN", "the server closed it", "look at the server's limits and its log");
        } else if (cause instanceof Conversation.SurplusException) {
            failures.count(Failures.LOST, "SURPLUS", String.valueOf(cause.getMessage()), "the target is no exact echo");
        } else {
            failures.count(Failures.LOST, cause);
        }
        dialler.lost(slot, nowNanos);
    }

    private void closeAll() {
        for (int slot = 0; slot < slots.count; slot++) {
            if (slots.states[slot] == Slots.OPEN || slots.states[slot] == Slots.DIALLING) {
                close(slots.take(slot));
            }
        }
    }

    private void close(Socket socket) {
        try {
            if (plan.reset()) {
                socket.setSoLinger(0);
            }
            socket.close();
        } catch (IOException ignored) {
            // Of a connection that is broken already; the descriptor is free all the same.
        }
    }
}
