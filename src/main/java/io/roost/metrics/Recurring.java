package io.roost.metrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is run again whatever became of it the last time: an executor drops a periodic one that has thrown, and
 * says nothing. Of failures in a row the first is logged.
 */
public final class Recurring implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Recurring.class);

    private final String name;
    private final Runnable task;
    private boolean hasFailed;

    /** {@code name} is what is logged of it. */
    public Recurring(String name, Runnable task) {
        this.name = name;
        this.task = task;
    }

    @Override
    public void run() {
        try {
            task.run();
            hasFailed = false;
        } catch (RuntimeException | Error e) { // of memory, of one class: the next time may do
            if (!hasFailed) {
                log.error("{} failed and is tried again", name, e);
            }
            hasFailed = true;
        }
    }
}
