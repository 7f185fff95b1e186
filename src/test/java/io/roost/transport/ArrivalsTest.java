package io.roost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.local.LocalChannel;
import io.roost.metrics.LoopCounters;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final List<Channel> registered = new CopyOnWriteArrayList<>();
    private final Arrivals arrivals =
            new Arrivals(new CountedLoop(loop, new LoopCounters("worker-0"), Thread.currentThread()));

    @AfterEach
    void endLoop() {
        busy.countDown();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void handOver_whenSeveralWait_thenOneTaskRegistersAllInTheirOrder() {
        keepBusy();
        List<Channel> batch = List.of(connection(), connection(), connection());
        batch.forEach(arrivals::add);

        arrivals.handOver();

        assertThat(loop.pendingTasks()).isEqualTo(1);
        busy.countDown();
        await().untilAsserted(() -> assertThat(registered).isEqualTo(batch));
    }

    @Test
    void handOver_whenAgain_thenOnlyWhatCameSince() {
        Channel first = connection();
        Channel second = connection();
        arrivals.add(first);
        arrivals.handOver();
        arrivals.add(second);
        arrivals.handOver();

        await().untilAsserted(() -> assertThat(registered).containsExactly(first, second));
    }

    @Test
    void handOver_whenNoneWaits_thenTheWorkerIsNotWoken() {
        keepBusy();
        arrivals.handOver();

        assertThat(loop.pendingTasks()).isZero();
    }

    @Test
    void handOver_whenTheLoopHasEnded_thenConnectionsAreClosed() {
        endLoop();
        Channel connection = connection();
        arrivals.add(connection);

        arrivals.handOver();

        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.closeFuture().isDone()).isTrue();
    }

    /** Returns when the loop works on something that ends when {@link #busy} does. */
    private void keepBusy() {
        CountDownLatch begun = new CountDownLatch(1);
        loop.execute(() -> {
            begun.countDown();
            awaitEnd(busy);
        });
        awaitEnd(begun);
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Channel connection() {
        LocalChannel connection = new LocalChannel();
        connection.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRegistered(ChannelHandlerContext context) {
                registered.add(context.channel());
            }
        });
        return connection;
    }
}
