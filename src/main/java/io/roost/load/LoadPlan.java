package io.roost.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do.
 *
 * @param targets dialled in turn; not empty
 * @param sources addresses to dial from, in turn; empty leaves it to the kernel
 * @param connectRate connections per second, of all threads together; 0 for as fast as it goes
 * @param connectTimeout after which a handshake has failed
 * @param heartbeat hold only: each connection echoes once in this time; zero for never
 * @param rate echo and chat: messages per second, of all connections together; 0 for a closed loop
 * @param depth messages that a connection may have under way
 * @param warmup echo and chat: this long is sent but not measured
 * @param duration how long to hold or to measure, from when all are connected
 * @param drain how long to stay connected after that, for the server to close; zero to close at once
 * @param check hold only: whether every connection echoes once more at the end of the hold
 * @param reconnect whether lost connections are opened again
 * @param reset whether connections are closed by RST, which leaves no TIME_WAIT
 * @param seed of sizes and bytes
 * @param labels free words that go into the reports
 * @param chat what users of a chat do; null for the other scenarios
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
        Map<String, String> labels,
        @Nullable Chat chat) {
    /** What connections do. */
    public enum Scenario {
        /** Rest, with a heartbeat. */
        HOLD,
        /** Send messages and measure. */
        ECHO,
        /** Are users of an IRC server. */
        CHAT
    }

    /** What users of a chat do. */
    public enum ChatKind {
        /** Some members of each channel publish, all read. */
        FANOUT,
        /** All join one channel at once. */
        JOIN_STORM,
        /** All members of one channel quit at once. */
        QUIT_STORM,
        /** Users write to each other, in pairs. */
        PRIVATE,
        /** Users sit in channels and answer PINGs. */
        IDLE,
        /** Users register. */
        REGISTER
    }

    /**
     * Users of a chat. They are numbered; {@code members} of them in a row are a group, which is a channel, a pair, or one user who
     * is alone.
     *
     * @param name as the scenario was written
     * @param groups channels or pairs
     * @param members of a group, the last one perhaps smaller
     * @param senders of a group: its first members
     * @param slowPercent of the members that send nothing: how many never read once all have joined
     * @param window flat out, a channel's senders pause when its slowest member is so many lines behind
     * @param atOnce users that dial and register at one time
     * @param nick what every nickname and channel begins with
     * @param capabilities asked for, separated by spaces; empty for no CAP at all
     * @param serverPid whose CPU time and memory are reported; 0 for none
     */
    public record Chat(
            ChatKind kind,
            String name,
            int groups,
            int members,
            int senders,
            int slowPercent,
            int window,
            int atOnce,
            String nick,
            String capabilities,
            long serverPid) {
        /** Whether users join channels. */
        public boolean joins() {
            return kind != ChatKind.PRIVATE && kind != ChatKind.REGISTER;
        }

        /** Whether users publish messages. */
        public boolean publishes() {
            return senders > 0;
        }
    }

    /** Without a chat. */
    public LoadPlan(
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
        this(
                scenario,
                targets,
                sources,
                connections,
                connectRate,
                connectTimeout,
                heartbeat,
                rate,
                depth,
                sizes,
                warmup,
                duration,
                drain,
                check,
                reconnect,
                reset,
                threads,
                seed,
                labels,
                null);
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
