package io.roost.fault;

import io.roost.toxic.Toxic;
import io.roost.toxic.ToxicType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The stages that one stream of one connection passes, in the order in which their toxics came, and the sum of what they
 * hold.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of what its stages hold.
 */
final class ToxicChain {
    /** What a chunk weighs beside its bytes, so that many small ones do not outweigh what few large ones may. */
    private static final int CHUNK_BYTES = 256;

    /** On a line with latency, so much may be under way: 10 MB/s at 100 ms. */
    private static final int LATENCY_BYTES = 1 << 20;

    /** A stage, and what it is there for. */
    private record Placed(Stage stage, ActiveToxic toxic) {}

    private final Link link;
    private final ExitStage exit;
    private final List<Placed> stages = new ArrayList<>(2);
    private final int mostBytes;
    private int bytes;
    private int chunks;
    private boolean isFull;

    /** A chain without stages, in which {@code mostBytes} may wait, and more where there is latency. */
    ToxicChain(Link link, ExitStage.Taker taker, int mostBytes) {
        this.link = link;
        this.exit = new ExitStage(this, taker);
        this.mostBytes = mostBytes;
    }

    Link link() {
        return link;
    }

    /** Has exactly the stages of these toxics; those that are there already stay as they are. */
    void set(List<ActiveToxic> toxics, boolean isNew, long nowNanos) {
        for (Iterator<Placed> all = stages.iterator(); all.hasNext(); ) {
            Placed placed = all.next();
            if (toxics.stream().noneMatch(toxic -> toxic.id() == placed.toxic.id())) {
                all.remove();
                connect();
                placed.stage.letGo(nowNanos);
            }
        }
        for (int i = 0; i < toxics.size(); i++) {
            ActiveToxic toxic = toxics.get(i);
            if (i < stages.size() && stages.get(i).toxic.id() == toxic.id()) {
                Placed before = stages.get(i);
                stages.set(i, new Placed(before.stage, toxic));
                if (before.toxic.revision() != toxic.revision()) {
                    before.stage.change(toxic.named().toxic(), nowNanos);
                }
            } else {
                // Drawn only now, though it may have come before others.
                stages.add(i, new Placed(stage(toxic.named().toxic(), isNew, nowNanos), toxic));
                connect();
            }
        }
    }

    private void connect() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).stage.leadsTo(i + 1 < stages.size() ? stages.get(i + 1).stage : exit);
        }
    }

    private Stage stage(Toxic toxic, boolean isNew, long nowNanos) {
        return switch (toxic.type()) {
            case LATENCY -> new LatencyStage(this, (Toxic.Latency) toxic);
            case BANDWIDTH -> new BandwidthStage(this, (Toxic.Bandwidth) toxic);
            case SLICER -> new SlicerStage(this, (Toxic.Slicer) toxic);
            case SLOW_CLOSE -> new SlowCloseStage(this, (Toxic.SlowClose) toxic);
            case TIMEOUT -> new TimeoutStage(this, (Toxic.Timeout) toxic, nowNanos);
            case RESET_PEER -> new ResetPeerStage(this, (Toxic.ResetPeer) toxic);
            case LIMIT_DATA -> new LimitDataStage(this, (Toxic.LimitData) toxic);
            case CLOSE_AFTER -> new CloseAfterStage(this, (Toxic.CloseAfter) toxic, nowNanos);
            case NEVER_READ, CONNECT_DELAY -> new ClosedStage(this, toxic, nowNanos, isNew);
            case CONNECT_REFUSAL -> new RefusalStage(this);
        };
    }

    void enter(Chunk chunk, long nowNanos) {
        bytes += chunk.bytes();
        chunks++;
        (stages.isEmpty() ? exit : stages.get(0).stage).take(chunk, nowNanos);
    }

    void wake(long nowNanos) {
        exit.wake(nowNanos);
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).stage.wake(nowNanos);
        }
    }

    long dueNanos() {
        long due = Stage.NEVER;
        for (int i = 0; i < stages.size(); i++) {
            due = Math.min(due, stages.get(i).stage.dueNanos());
        }
        return due;
    }

    void drop() {
        stages.forEach(placed -> placed.stage.drop());
        exit.drop();
    }

    /** Whether what comes has to pass it. */
    boolean isInUse() {
        return !stages.isEmpty() || chunks > 0;
    }

    boolean hasStages() {
        return !stages.isEmpty();
    }

    int heldBytes() {
        return bytes;
    }

    /** Until it has let half of that out. */
    boolean isFull() {
        if (bytes == 0 && chunks == 0) {
            isFull = false;
            return false;
        }
        long most = has(placed -> placed.toxic.named().toxic().type() == ToxicType.LATENCY)
                ? Math.max(LATENCY_BYTES, mostBytes)
                : mostBytes;
        long weight = bytes + (long) chunks * CHUNK_BYTES;
        isFull = isFull ? weight > most / 2 : weight > most;
        return isFull;
    }

    boolean stopsReading() {
        return has(placed -> placed.stage.stopsReading());
    }

    boolean hidesConnection() {
        return has(placed -> placed.stage instanceof ClosedStage closed && closed.hidesConnection());
    }

    boolean refuses() {
        return has(placed -> placed.stage instanceof RefusalStage);
    }

    private boolean has(Predicate<Placed> what) {
        for (int i = 0; i < stages.size(); i++) {
            if (what.test(stages.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** One with so many bytes has left, or is lost. */
    void left(int ofBytes) {
        bytes -= ofBytes;
        chunks--;
    }

    /** There is one more, of the same bytes. */
    void divided() {
        chunks++;
    }
}
