package io.roost.chat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A thread that turns: tasks, then the end of the turn. */
final class TestLane {
    final ChatLane chat;
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final AtomicBoolean isAwake = new AtomicBoolean();

    TestLane(int number) {
        chat = new ChatLane(number, this::wake);
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs until nothing is left to be delivered. */
    void finish() throws Exception {
        for (int i = 0; i < 3; i++) {
            Future<?> turn = loop.submit(chat::endTurn);
            turn.get(10, TimeUnit.SECONDS);
        }
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
