package io.roost.fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.connection.Lane;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.toxic.ToxicException;
import io.roost.toxic.ToxicText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A connection whose toxics and whose time a test decides. */
final class SpoiltChannel {
    static final int HIGH_BYTES = 64 << 10;

    final LoopCounters counters = new LoopCounters("test");
    final EmbeddedChannel channel;
    final LaneToxics toxics;
    private final Terms terms;
    private long nanos;
    private int lastId;

    SpoiltChannel(Function<Terms, ? extends ChannelHandler> service, String... texts) {
        Lane lane =
                new Lane(new EmbeddedChannel().eventLoop(), counters, Duration.ofSeconds(1), System::nanoTime, false);
        terms = lane.terms(Times.of(Duration.ZERO, Duration.ZERO));
        toxics = new LaneToxics(lane, new Draws(7), new AtomicLong(), () -> nanos);
        toxics.takeTerms(() -> List.of(terms));
        set(texts);
        channel = new EmbeddedChannel(false, false, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel from) {
                toxics.enter(from.pipeline());
                from.pipeline().addLast(service.apply(terms));
            }
        });
        channel.config().setAllocator(PooledByteBufAllocator.DEFAULT);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(HIGH_BYTES / 2, HIGH_BYTES));
        channel.freezeTime();
        try {
            channel.register();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** New ones, in the place of those that were there. */
    void set(String... texts) {
        List<ActiveToxic> all = new ArrayList<>();
        for (String text : texts) {
            all.add(active(text));
        }
        set(all);
    }

    void set(List<ActiveToxic> all) {
        toxics.set(all, any -> true);
        if (channel != null) {
            channel.runPendingTasks();
        }
    }

    ActiveToxic active(String text) {
        try {
            return new ActiveToxic(++lastId, 0, ToxicText.parse(text));
        } catch (ToxicException e) {
            throw new AssertionError(e);
        }
    }

    void receive(String text) {
        receive(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void receive(byte[] bytes) {
        channel.writeInbound(PooledByteBufAllocator.DEFAULT
                .directBuffer(Math.max(1, bytes.length))
                .writeBytes(bytes));
    }

    void receiveEnd() {
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        channel.runPendingTasks();
    }

    void pass(long ms) {
        passNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    void passNanos(long more) {
        nanos += more;
        channel.advanceTimeBy(more, TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** How many bytes the client gets in this time, which passes in small steps. */
    int sentIn(long ms) {
        int bytes = 0;
        for (long step = 0; step < ms; step++) {
            pass(1);
            bytes += sent().length();
        }
        return bytes;
    }

    /** What the client has got since this was last asked. */
    String sent() {
        return String.join("", pieces());
    }

    /** The same, write by write. */
    List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            if (piece.isReadable()) {
                pieces.add(piece.toString(StandardCharsets.ISO_8859_1));
            }
            piece.release();
        }
        return pieces;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean isRead() {
        return channel.config().isAutoRead();
    }

    boolean hasStation() {
        return channel.pipeline().get(ToxicHandler.class) != null;
    }

    long count(LoopCounter counter) {
        return counters.get(counter);
    }

    void close() {
        channel.finishAndReleaseAll();
    }
}
