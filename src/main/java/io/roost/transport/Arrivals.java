package io.roost.transport;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Connections that one boss loop has accepted for one worker loop and not yet handed over. All that a turn
 * brought go over as one task: a worker that sleeps is woken once for them, where a task for each would
 * wake it for each, since it has registered the first and sleeps again before the next is accepted.
 *
 * <p><b>Threading:</b> the boss loop of its listening socket. <b>Ownership:</b> of the connections until
 * the worker has registered them.
 */
final class Arrivals {
    private final CountedLoop worker;
    private List<Channel> waiting = new ArrayList<>();

    Arrivals(CountedLoop worker) {
        this.worker = worker;
    }

    void add(Channel connection) {
        waiting.add(connection);
    }

    /** Registers them with the worker, soon and in the order in which they came. */
    void handOver() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Channel> batch = waiting;
        waiting = new ArrayList<>(batch.size());
        try {
            worker.loop().execute(() -> register(batch));
        } catch (RejectedExecutionException e) {
            register(batch); // the loop has ended: registering there fails, which closes them
        }
    }

    private void register(List<Channel> batch) {
        for (Channel connection : batch) {
            var unused = worker.loop().register(connection); // Netty closes what it can't register
        }
    }
}
