package io.roost.load.chat;

import io.netty.channel.epoll.EpollReadyList;
import io.netty.channel.unix.Socket;
import io.roost.load.Dialler;
import io.roost.load.Failures;
import io.roost.load.Latency;
import io.roost.load.Ledger;
import io.roost.load.LoadPlan;
import io.roost.load.Slots;
import io.roost.load.Tally;
import io.roost.load.Tally.Count;
import io.roost.load.chat.ChatPhase.Kind;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread of the generator: its share of the users, on an epoll instance of its own. */
final class ChatLoop implements Runnable, Ledger.Books {
    private static final int MAX_EVENTS = 512;
    private static final int PER_TURN = 256;
    private static final long LONGEST_WAIT_NANOS = 20_000_000L;

    /** Outside of a storm, users of a loop that join at one time. */
    private static final int JOINING_AT_ONCE = 64;

    private final LoadPlan plan;
    private final LoadPlan.Chat chat;
    private final Groups groups;
    private final Failures failures;
    private final Supplier<ChatPhase> phases;
    private final LongSupplier nanoClock;
    private final EpollReadyList ready;
    private final Slots slots;
    private final Tally tally = new Tally();
    private final Latency unused = new Latency();
    private final Dialler dialler;
    private final Outbox outbox;
    private final Session session;
    private final Deliveries deliveries;
    private final Inbox inbox;
    private final Publisher publisher;

    private ChatPhase phase;
    private int next;
    private boolean isMuting;
    private volatile long firstDrainedNanos;
    private volatile long lastDrainedNanos;

    /**
     * @throws IOException if there is no epoll instance to be had
     */
    ChatLoop(
            LoadPlan plan,
            LoadPlan.Chat chat,
            Groups groups,
            Failures failures,
            Supplier<ChatPhase> phases,
            LongSupplier nanoClock)
            throws IOException {
        this.plan = plan;
        this.chat = chat;
        this.groups = groups;
        this.failures = failures;
        this.phases = phases;
        this.nanoClock = nanoClock;
        this.phase = phases.get();
        this.ready = new EpollReadyList(MAX_EVENTS);
        this.slots = new Slots(groups.users(), 1, false);
        this.dialler = new Dialler(plan, slots, groups.firstUser(), tally, failures, ready, chat.atOnce());
        this.outbox = new Outbox(slots, tally, this::ended);
        this.session = new Session(chat, groups, slots, tally, failures, outbox, nanoClock);
        boolean echoes = chat.capabilities().contains("echo-message");
        this.deliveries = new Deliveries(groups, tally, echoes);
        int payloadBytes = (int) plan.sizes().averageBytes();
        this.inbox = new Inbox(slots, tally, deliveries, session, this::ended, nanoClock, payloadBytes);
        this.publisher = new Publisher(plan, chat, groups, slots, tally, session, outbox, deliveries, nanoClock);
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
        return deliveries.fromSchedule;
    }

    /** A message says when it was due, not when it was sent. */
    @Override
    public Latency fromSend() {
        return unused;
    }

    @Override
    public long firstDrainedNanos() {
        return firstDrainedNanos;
    }

    @Override
    public long lastDrainedNanos() {
        return lastDrainedNanos;
    }

    Latency registerLatency() {
        return session.registerLatency();
    }

    Latency toLastMember() {
        return deliveries.toLastMember;
    }

    long lastNewsNanos() {
        return session.lastNewsNanos();
    }

    Groups groups() {
        return groups;
    }

    /** The lowest and the highest mean latency of a member, in nanoseconds; NaN without deliveries. When the loop rests. */
    double[] extremes() {
        double[] extremes = {Double.NaN, Double.NaN};
        for (int slot = 0; slot < slots.count; slot++) {
            double mean = deliveries.meanNanos(slot);
            if (!Double.isNaN(mean)) {
                extremes[0] = Double.isNaN(extremes[0]) ? mean : Math.min(extremes[0], mean);
                extremes[1] = Double.isNaN(extremes[1]) ? mean : Math.max(extremes[1], mean);
            }
        }
        return extremes;
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
        ChatPhase current = phases.get();
        if (!current.equals(phase)) {
            phase = current;
            enter();
        }
        int count = ready.await(Math.min(LONGEST_WAIT_NANOS, act(nowNanos)));
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

    /** Does what the phase is for. Returns how long there is nothing more to do. */
    private long act(long nowNanos) {
        return switch (phase.kind()) {
            case RAMP -> dialler.dial(nowNanos);
            case JOIN -> next(JOINING_AT_ONCE);
            case STORM -> next(Integer.MAX_VALUE);
            case WARMUP, CHAT -> chat.publishes() ? publisher.publish(nowNanos) : Long.MAX_VALUE;
            case IDLE, SETTLE, DRAIN, CLOSE -> Long.MAX_VALUE;
        };
    }

    /** The next users join or quit. */
    private long next(int mostJoining) {
        boolean quits = phase.kind() == Kind.STORM && chat.kind() == LoadPlan.ChatKind.QUIT_STORM;
        for (int i = 0; i < PER_TURN && next < slots.count; i++) {
            if (session.joining() >= mostJoining) {
                return Long.MAX_VALUE; // a reply makes room, and wakes the loop
            }
            int slot = next++;
            if (slots.states[slot] == Slots.OPEN && session.stage(slot) != Stage.NONE) {
                if (quits) {
                    session.quit(slot);
                } else {
                    session.join(slot);
                }
            }
        }
        return next < slots.count ? 0 : Long.MAX_VALUE;
    }

    private void enter() {
        next = 0;
        if (phase.kind() != Kind.SETTLE && phase.kind() != Kind.DRAIN) {
            deliveries.measureFrom(phase.measureFromNanos());
            publisher.measure(phase.measureFromNanos(), phase.endNanos());
        }
        if (!isMuting && (phase.kind() == Kind.WARMUP || phase.kind() == Kind.CHAT)) {
            isMuting = true;
            chooseReaders();
            publisher.startAt(phase.startNanos());
        }
        if (phase.kind() == Kind.SETTLE) {
            unblockSlowReaders();
        }
        if (phase.kind() == Kind.DRAIN) {
            for (int slot = 0; slot < slots.count; slot++) {
                session.leave(slot);
            }
        }
    }

    /** The end of a connection that is not read comes behind what was sent before: only who reads on sees whether it was cut off. */
    private void unblockSlowReaders() {
        for (int slot = 0; slot < slots.count; slot++) {
            if (isMute(slot) && slots.states[slot] == Slots.OPEN) {
                inbox.discard(slot);
            }
        }
    }

    private void chooseReaders() {
        byte stage = chat.joins() ? Stage.JOINED : Stage.REGISTERED;
        for (int slot = 0; slot < slots.count; slot++) {
            if (slots.states[slot] != Slots.OPEN || session.stage(slot) != stage) {
                continue;
            }
            if (groups.isSlow(slot)) {
                tally.increment(Count.SLOW_READERS);
            } else {
                slots.raise(slot, Slots.READER);
                deliveries.reader(slot, 1);
            }
        }
    }

    private boolean isMute(int slot) {
        return isMuting && groups.isSlow(slot);
    }

    private void happened(int slot, int events, long nowNanos) {
        if (slots.states[slot] == Slots.DIALLING) {
            long dialledNanos = slots.dialledNanos(slot);
            if (!dialler.finish(slot, nowNanos)) {
                return;
            }
            session.greet(slot, dialledNanos);
        }
        boolean isPeersEnd = (events & (EpollReadyList.PEER_ENDED | EpollReadyList.BROKEN)) != 0;
        if (isMute(slot)) {
            if (phase.kind() == Kind.SETTLE) {
                inbox.discard(slot);
            } else if (isPeersEnd) {
                ended(slot, null);
            }
            return;
        }
        if (isPeersEnd || (events & EpollReadyList.READABLE) != 0) {
            inbox.receive(slot, isPeersEnd);
        }
        if (slots.states[slot] == Slots.OPEN && (events & EpollReadyList.WRITABLE) != 0) {
            outbox.writable(slot);
        }
    }

    private void ended(int slot, @Nullable IOException cause) {
        if (slots.states[slot] != Slots.OPEN) {
            return;
        }
        byte stage = session.stage(slot);
        tally.add(Count.OPEN, -1);
        close(slots.take(slot));
        inbox.forget(slot);
        outbox.forget(slot);
        session.ended(slot);
        if (slots.has(slot, Slots.READER)) {
            slots.lower(slot, Slots.READER);
            deliveries.reader(slot, -1);
        }
        if (stage == Stage.QUITTING) {
            tally.increment(Count.DRAINED);
            if (phase.kind() == Kind.DRAIN) {
                lastDrainedNanos = session.lastNewsNanos();
                firstDrainedNanos = firstDrainedNanos == 0 ? lastDrainedNanos : firstDrainedNanos;
            }
        } else if (isMute(slot)) {
            tally.increment(Count.SLOW_READERS_CUT);
        } else {
            tally.increment(Count.LOST);
            lost(slot, cause);
        }
    }

    private void lost(int slot, @Nullable IOException cause) {
        if (slots.has(slot, Slots.TOLD)) {
            return; // the server has said why, and that was counted
        }
        if (cause == null) {
            failures.count(Failures.LOST, "FIN", "the server closed it", "look at the server's limits and its log");
        } else if (cause instanceof Inbox.EndlessLineException) {
            failures.count(Failures.LOST, "LINE", String.valueOf(cause.getMessage()), "the target is no IRC server");
        } else {
            failures.count(Failures.LOST, cause);
        }
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
