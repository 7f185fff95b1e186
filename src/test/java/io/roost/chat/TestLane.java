package io.roost.chat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A thread that turns: tasks, then the end of the turn. */
final class TestLane {
    final ChatLane chat;
    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final AtomicBoolean isAwake = new AtomicBoolean();

    TestLane(int number) {
        chat = new ChatLane(number, this::wake, faults::add);
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs until nothing is left to be delivered. */
    void settle() throws Exception {
        for (int i = 0; i < 3; i++) {
            Future<?> turn = loop.submit(chat::endTurn);
            turn.get(10, TimeUnit.SECONDS);
        }
    }

    /** The same, and ends. */
    void finish() throws Exception {
        settle();
        loop.shutdown();
    }

    private void wake() {
        if (isAwake.compareAndSet(false, true)) {
            execute(() -> {
                isAwake.set(false);
                chat.endTurn();
            });
        }
    }
}
