package io.roost.server;

import io.roost.config.ConfigException;
import io.roost.config.ConfigProblem;
import io.roost.config.RoostConfig;
import io.roost.logging.LogSetup;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again and has what may change hold from now on. No connection is lost, and a
 * configuration with a problem changes nothing.
 *
 * <p><b>Threading:</b> any; one at a time.
 */
final class Reload {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final ConfigSource source;
    private final Consumer<RoostConfig> apply;
    private RoostConfig current;

    /** From {@code current} on; {@code apply} is given each configuration that differs. */
    Reload(RoostConfig current, ConfigSource source, Consumer<RoostConfig> apply) {
        this.current = current;
        this.source = source;
        this.apply = apply;
    }

    /** As {@link #run}, on a thread of its own. */
    void begin(Consumer<String> report) {
        Thread thread = new Thread(() -> run(report), "roost-reload");
        thread.setDaemon(true);
        thread.start();
    }

    /** Logs, and tells {@code report}, what came of it. */
    void run(Consumer<String> report) {
        if (!lock.tryLock()) {
            report.accept("A reload is under way already");
            return;
        }
        try {
            take(source.read(), report);
        } catch (ConfigException e) {
            log.warn("the configuration is not taken over, for it has problems:\n{}", e.getMessage());
            report.accept("The configuration is not taken over, for it has problems:");
            e.problems().stream().map(ConfigProblem::toString).forEach(report);
        } finally {
            lock.unlock();
        }
    }

    private void take(RoostConfig next, Consumer<String> report) {
        ConfigChanges changes = ConfigChanges.between(current, next);
        // Files that it names may have changed though it has not.
        apply.accept(next);
        if (!next.logging().equals(current.logging())) {
            LogSetup.change(next.logging());
        }
        current = next;
        tell(report, changes.live().isEmpty() ? "No key has changed" : "Changed: " + String.join(", ", changes.live()));
        if (!changes.later().isEmpty()) {
            tell(report, "Changed, but held back until a restart: " + String.join(", ", changes.later()));
        }
    }

    private static void tell(Consumer<String> report, String text) {
        log.info("configuration read again: {}", text);
        report.accept(text);
    }
}
