package io.roost.cli;

import io.roost.server.RoostServer;
import io.roost.server.Signals;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a served process does when it is told to end. The first SIGTERM or SIGINT drains, and it exits 0; at the second
 * it exits at once, with 128 and the signal's number as a process does that the signal ends.
 */
final class StopSignals {
    private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);
    private static final int SIGNAL_BASE = 128;

    private final RoostServer server;
    private final PrintWriter out;
    private final AtomicInteger seen = new AtomicInteger();

    StopSignals(RoostServer server, PrintWriter out) {
        this.server = server;
        this.out = out;
    }

    /** From now on. */
    void handle() {
        boolean areSeen = true;
        for (String name : NUMBERS.keySet()) {
            areSeen &= Signals.handle(name, () -> came(name));
        }
        if (!areSeen) {
            // What the JVM does at a signal is to run its hooks, and exit with 143 unless one of them halts it.
            Runtime.getRuntime().addShutdownHook(new Thread(this::hooked, "roost-stop"));
        }
    }

    private void came(String name) {
        if (seen.getAndIncrement() == 0) {
            server.drain();
            return;
        }
        out.printf("roost ended by a second signal, SIG%s: %,d connections cut%n", name, server.connections());
        out.flush();
        Runtime.getRuntime().halt(SIGNAL_BASE + NUMBERS.getOrDefault(name, 0));
    }

    private void hooked() {
        server.stop();
        out.println("roost stopped");
        out.flush();
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
