package io.roost.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run is to do.
 *
 * @param targets dialled in turn; not empty
 * @param sources addresses to dial from, in turn; empty leaves it to the kernel
 * @param connectRate connections per second, of all threads together; 0 for as fast as it goes
 * @param connectTimeout after which a handshake has failed
 * @param heartbeat hold only: each connection echoes once in this time; zero for never
 * @param rate echo only: messages per second, of all connections together; 0 for a closed loop
 * @param depth messages that a connection may have under way
 * @param warmup echo only: this long is sent but not measured
 * @param duration how long to hold or to measure, from when all are connected
 * @param drain how long to stay connected after that, for the server to close; zero to close at once
 * @param check hold only: whether every connection echoes once more at the end of the hold
 * @param reconnect whether lost connections are opened again
 * @param reset whether connections are closed by RST, which leaves no TIME_WAIT
 * @param seed of sizes and bytes
 * @param labels free words that go into the reports
 */
public record LoadPlan(
        Scenario scenario,
        List<InetSocketAddress> targets,
        List<InetAddress> sources,
        int connections,
        double connectRate,
        Duration connectTimeout,
        Duration heartbeat,
        double rate,
        int depth,
        SizeMix sizes,
        Duration warmup,
        Duration duration,
        Duration drain,
        boolean check,
        boolean reconnect,
        boolean reset,
        int threads,
        long seed,
        Map<String, String> labels) {
    /** What connections do. */
    public enum Scenario {
        /** Rest, with a heartbeat. */
        HOLD,
        /** Send messages and measure. */
        ECHO
    }

    public LoadPlan {
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
        labels = Map.copyOf(labels);
        if (targets.isEmpty() || connections < 1 || depth < 1 || threads < 1) {
            throw new IllegalArgumentException("a target, a connection, a message and a thread at least");
        }
    }
}
