package io.roost.fault;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Disconnector;
import io.roost.connection.Gate;
import io.roost.toxic.ToxicStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Both streams of a spoilt connection: what moves in their chains, and what follows from that for the connection.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of what its chains hold.
 */
final class Passage implements Link {
    /** How long a peer that does not read may hold up the end that a toxic makes. */
    private static final int CUT_SECONDS = 5;

    private final ChannelHandlerContext context;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private final SplittableRandom random;
    private final ToxicChain upstream;
    private final ToxicChain downstream;
    private List<ActiveToxic> toxics = List.of();
    private @Nullable Future<?> timer;
    private @Nullable Runnable whenRoom;
    private long timerNanos;
    private int depth;
    private boolean isReadWanted;
    private boolean isHidden;
    private boolean isReadingBatch;
    private boolean isBatchDue;
    private boolean isFlushDue;
    private boolean isCut;
    private boolean isGone;

    Passage(ChannelHandlerContext context, LongSupplier nanoClock, SplittableRandom random) {
        this.context = context;
        this.nanoClock = nanoClock;
        this.random = random;
        startNanos = nanoClock.getAsLong();
        int mostBytes = context.channel().config().getWriteBufferHighWaterMark();
        upstream = new ToxicChain(this, new ToConnection(), mostBytes);
        downstream = new ToxicChain(this, new ToSocket(), mostBytes);
        isReadWanted = context.channel().config().isAutoRead();
    }

    /** These spoil it from now on. */
    void set(List<ActiveToxic> to, boolean isNew) {
        toxics = to;
        if (!isCut) {
            move(now -> {
                upstream.set(of(ToxicStream.UPSTREAM), isNew, now);
                downstream.set(of(ToxicStream.DOWNSTREAM), isNew, now);
            });
        }
    }

    private List<ActiveToxic> of(ToxicStream stream) {
        return toxics.stream()
                .filter(toxic -> stream
                        == (toxic.named().toxic().type().isOfConnection()
                                ? ToxicStream.UPSTREAM
                                : toxic.named().stream()))
                .toList();
    }

    /** The connection has come up: shows it to its service, now or later, or not at all. */
    void begin() {
        if (upstream.refuses()) {
            reset();
        } else if (upstream.hidesConnection()) {
            isHidden = true;
        } else {
            context.fireChannelActive();
        }
    }

    @Override
    public void connect() {
        if (isHidden && !upstream.hidesConnection()) {
            isHidden = false;
            context.fireChannelActive();
        }
    }

    ToxicChain upstream() {
        return upstream;
    }

    ToxicChain downstream() {
        return downstream;
    }

    /** Whether nothing passes any more. */
    boolean isCut() {
        return isCut;
    }

    /** A batch of reads is under way, until {@link #readComplete}. */
    void reading() {
        isReadingBatch = true;
    }

    void readComplete() {
        isReadingBatch = false;
        isBatchDue = false;
        context.fireChannelReadComplete();
        settle();
    }

    void setReading(boolean wanted) {
        isReadWanted = wanted;
        updateReading();
        if (wanted && upstream.heldBytes() > 0) {
            context.executor().execute(this::wake);
        }
    }

    void whenRoom(Runnable action) {
        whenRoom = action;
    }

    /** Nothing passes any more, and what is held is lost. */
    void drop() {
        isCut = true;
        upstream.drop();
        downstream.drop();
    }

    /** The handler has left; the connection may go on. */
    void leave() {
        isGone = true;
        upstream.drop();
        downstream.drop();
        if (timer != null) {
            timer.cancel(false);
        }
        if (context.channel().isActive()) {
            context.channel().config().setAutoRead(isReadWanted);
            tellRoom();
            Connection connection = connection();
            if (connection != null) {
                Gate.gone(connection);
            }
        }
    }

    @Override
    public ByteBufAllocator buffers() {
        return context.alloc();
    }

    @Override
    public SplittableRandom random() {
        return random;
    }

    @Override
    public void cut() {
        if (isCut) {
            return;
        }
        drop();
        updateReading();
        afterAllIsSent(() -> {
            Connection connection = connection();
            if (connection != null) {
                Gate.hangUp(connection);
            }
        });
        Runnable close = this::close;
        var unused = context.executor().schedule(close, CUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void reset() {
        drop();
        Connection connection = connection();
        if (connection != null) {
            Disconnector.reset(connection, DisconnectReason.TOXIC);
        }
    }

    /** Of one that is cut: its peer has ended too, or its time is over. */
    void close() {
        Connection connection = connection();
        if (connection != null && context.channel().isOpen()) {
            Disconnector.disconnect(connection, DisconnectReason.TOXIC);
        }
    }

    private @Nullable Connection connection() {
        return context.pipeline().get(Connection.class);
    }

    /** Not from within Netty's write loop, where whatever is handed over looks unsent. */
    private void afterAllIsSent(Runnable action) {
        ChannelPromise sent = context.newPromise();
        sent.addListener(done -> {
            if (done.isSuccess()) {
                context.executor().execute(action);
            }
        });
        var unused = context.writeAndFlush(Unpooled.EMPTY_BUFFER, sent);
    }

    void enter(ToxicChain chain, Chunk chunk) {
        move(now -> chain.enter(chunk, now));
    }

    void wake() {
        move(now -> {
            upstream.wake(now);
            downstream.wake(now);
        });
    }

    private void move(LongConsumer what) {
        depth++;
        try {
            what.accept(nowNanos());
        } finally {
            depth--;
        }
        settle();
    }

    private long nowNanos() {
        return nanoClock.getAsLong() - startNanos;
    }

    /** After whatever has moved something, once for all that this has moved. */
    private void settle() {
        if (depth > 0 || isGone) {
            return;
        }
        depth++;
        while (isFlushDue || (isBatchDue && !isReadingBatch)) {
            if (isBatchDue && !isReadingBatch) {
                isBatchDue = false;
                context.fireChannelReadComplete();
            }
            if (isFlushDue) {
                isFlushDue = false;
                context.flush();
            }
        }
        depth--;
        if (!context.channel().isOpen() || isGone) {
            return;
        }
        updateReading();
        tellRoom();
        arm();
        boolean isNeeded = isCut || isHidden || upstream.isInUse() || downstream.isInUse() || !toxics.isEmpty();
        if (!isNeeded && !isReadingBatch) {
            context.pipeline().remove(context.handler());
        }
    }

    private void updateReading() {
        boolean isOn =
                isCut || (isReadWanted && !upstream.isFull() && !downstream.isFull() && !upstream.stopsReading());
        if (context.channel().config().isAutoRead() != isOn) {
            context.channel().config().setAutoRead(isOn);
        }
    }

    private void tellRoom() {
        Runnable action = whenRoom;
        if (action != null && !downstream.isFull()) {
            whenRoom = null;
            context.executor().execute(action);
        }
    }

    private void arm() {
        long due = Math.min(upstream.dueNanos(), downstream.dueNanos());
        if (timer != null && (due == Stage.NEVER || due < timerNanos)) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null && due != Stage.NEVER) {
            timerNanos = due;
            long delayNanos = Math.max(0, due - nowNanos());
            timer = context.executor().schedule(this::onTimer, delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void onTimer() {
        timer = null;
        wake();
    }

    /** What the client sends, on its way to the service. */
    private final class ToConnection implements ExitStage.Taker {
        @Override
        public boolean hasRoom() {
            return isReadWanted && !isHidden;
        }

        @Override
        public void pass(Chunk chunk) {
            isBatchDue = true;
            context.fireChannelRead(chunk.takeData());
            if (chunk.isApart()) {
                isBatchDue = false;
                context.fireChannelReadComplete();
            }
        }

        @Override
        public void end(Chunk end) {
            if (!end.isCut()) {
                end.happen();
            } else if (downstream.isInUse()) {
                enter(downstream, Chunk.cut());
            } else {
                cut();
            }
        }
    }

    /** What the service sends, on its way to the client. */
    private final class ToSocket implements ExitStage.Taker {
        @Override
        public boolean hasRoom() {
            return context.channel().isWritable();
        }

        @Override
        public void pass(Chunk chunk) {
            ChannelPromise promise = chunk.promise();
            var unused = context.write(chunk.takeData(), promise == null ? context.voidPromise() : promise);
            isFlushDue = true;
            if (chunk.isApart()) {
                isFlushDue = false;
                context.flush();
            }
        }

        @Override
        public void end(Chunk end) {
            if (end.isCut()) {
                cut();
            } else {
                afterAllIsSent(end::happen);
            }
        }
    }
}
