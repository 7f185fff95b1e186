package io.roost.dashboard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.roost.metrics.StreamEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who watches: server-sent events without end. One encoded event is shared by all; one who does not take it
 * misses the next ones, and is closed when that lasts. So a watcher costs what its socket and its write
 * queue may hold, and never time on a worker.
 *
 * <p><b>Threading:</b> admin loop only.
 */
final class Watchers implements StreamEndpoint {
    /** Leaves connections of the admin listener to those who scrape. */
    static final int MOST = 192;

    /** So many events missed in a row end it. */
    static final int MOST_MISSED = 10;

    /** Of the kernel's, which would else hold megabytes for one who sleeps. */
    private static final int SEND_BYTES = 64 << 10;

    private static final byte[] HEAD = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Cache-Control: no-store\r
            X-Content-Type-Options: nosniff\r
            Connection: close\r
            \r
            retry: 2000

            """.getBytes(StandardCharsets.US_ASCII);

    private final Supplier<byte[]> greeting;
    private final List<Watcher> watchers = new ArrayList<>();

    /** {@code greeting} is what a new one gets first. */
    Watchers(Supplier<byte[]> greeting) {
        this.greeting = greeting;
    }

    int count() {
        return watchers.size();
    }

    @Override
    public Page page() {
        byte[] text = (MOST + " watch already; try again later\n").getBytes(StandardCharsets.US_ASCII);
        return new Page(503, Page.PLAIN, text, Map.of("Retry-After", "30"));
    }

    @Override
    public boolean open(ChannelHandlerContext context) {
        if (watchers.size() >= MOST) {
            return false;
        }
        ChannelPipeline pipeline = context.pipeline();
        Watcher watcher = new Watcher(watchers::remove);
        watchers.add(watcher);
        context.channel().config().setOption(ChannelOption.SO_SNDBUF, SEND_BYTES);
        // From here on it is told and never asked: nothing is left to decode or encode.
        pipeline.replace(context.handler(), "watcher", watcher);
        pipeline.remove(HttpObjectAggregator.class);
        pipeline.remove(HttpServerCodec.class);
        byte[] first = greeting.get();
        watcher.send(context.alloc()
                .directBuffer(HEAD.length + first.length)
                .writeBytes(HEAD)
                .writeBytes(first));
        return true;
    }

    /** Ends those who have not taken anything for long. */
    void tick() {
        for (Watcher watcher : List.copyOf(watchers)) {
            watcher.closeIfAsleep();
        }
    }

    /** Sends the event to all who can take it. */
    void publish(byte[] event) {
        ByteBuf shared = watchers.get(0).allocate(event);
        try {
            for (Watcher watcher : List.copyOf(watchers)) {
                watcher.offer(shared);
            }
        } finally {
            shared.release();
        }
    }
}
