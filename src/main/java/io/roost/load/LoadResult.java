package io.roost.load;

import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown; while it runs, what it has shown so far. A value: the histograms are copies and belong to it.
 *
 * @param plan what was asked
 * @param startedAt when the first connection was dialled
 * @param elapsedSeconds since then
 * @param outcome how it ended
 * @param series one sample per second, oldest first; unmodifiable
 * @param failures by cause, most frequent first; unmodifiable
 * @param drain how the server let go of the connections; null when nobody waited for that
 * @param chat what became of the messages of a chat; null for the other scenarios
 */
public record LoadResult(
        LoadPlan plan,
        Instant startedAt,
        double elapsedSeconds,
        Outcome outcome,
        Connections connections,
        Messages messages,
        Rate rate,
        Latencies latencies,
        List<Failure> failures,
        List<Second> series,
        Generator generator,
        @Nullable Drain drain,
        @Nullable Chat chat) {
    public LoadResult {
        failures = List.copyOf(failures);
        series = List.copyOf(series);
    }

    /** Without a chat. */
    public LoadResult(
            LoadPlan plan,
            Instant startedAt,
            double elapsedSeconds,
            Outcome outcome,
            Connections connections,
            Messages messages,
            Rate rate,
            Latencies latencies,
            List<Failure> failures,
            List<Second> series,
            Generator generator,
            @Nullable Drain drain) {
        this(
                plan,
                startedAt,
                elapsedSeconds,
                outcome,
                connections,
                messages,
                rate,
                latencies,
                failures,
                series,
                generator,
                drain,
                null);
    }

    /** The same, with what became of a chat. Its messages are the chat's: sent once, received by every member. */
    public LoadResult with(Chat itsChat) {
        Messages counted = new Messages(
                messages.sent(),
                messages.received(),
                messages.wrong(),
                itsChat.missing(),
                messages.skipped(),
                messages.bytesSent(),
                messages.bytesReceived());
        return new LoadResult(
                plan,
                startedAt,
                elapsedSeconds,
                outcome,
                connections,
                counted,
                rate,
                latencies,
                failures,
                series,
                generator,
                drain,
                itsChat);
    }

    /** How a run ended. */
    public enum Outcome {
        RUNNING,
        COMPLETE,
        /** By Ctrl-C or SIGTERM. */
        INTERRUPTED,
        /** By a condition of {@code --abort-if}. */
        ABORTED
    }

    /**
     * Connections by what became of them.
     *
     * @param asked how many the plan wants
     * @param opened handshakes that succeeded, those that {@code reconnected} counts among them
     * @param failed attempts that did not become a connection
     * @param lost connections that ended though the generator did not end them
     * @param reconnected opened again after they were lost
     * @param open at the moment of this result
     * @param most the most that were open at one time
     * @param echoed connections that brought at least one right answer
     * @param unanswered connections that, asked at the end of the hold, did not answer rightly; -1 when not asked
     * @param rampSeconds from the first dial until every connection was open or had failed
     */
    public record Connections(
            long asked,
            long opened,
            long failed,
            long lost,
            long reconnected,
            long open,
            long most,
            long echoed,
            long unanswered,
            double rampSeconds) {}

    /**
     * Messages of the measured time (warm-up left out).
     *
     * @param sent wholly handed to the kernel
     * @param received answers that were right to the last byte
     * @param wrong answers that were not
     * @param missing sent, but neither answered rightly nor wrongly
     * @param skipped not sent since the connection was gone or its last heartbeat had no answer yet
     */
    public record Messages(
            long sent, long received, long wrong, long missing, long skipped, long bytesSent, long bytesReceived) {}

    /**
     * Rates, per second.
     *
     * @param asked messages, of all connections together; 0 in a closed loop
     * @param achieved messages sent per second of the measured time
     * @param connectAsked connections
     * @param connectAchieved connections opened per second of the ramp
     */
    public record Rate(double asked, double achieved, double connectAsked, double connectAchieved) {
        /** What was achieved of what was asked, 1.0 being all; 1.0 when nothing was asked. */
        public double share() {
            return asked == 0 ? 1.0 : achieved / asked;
        }
    }

    /**
     * Latencies in nanoseconds, three significant digits.
     *
     * @param connect from connect(2) to the end of the handshake
     * @param fromSchedule from when a message was due to the last byte of its answer: what a user would wait. In a
     *     closed loop nothing is due before it is sent, so it is {@code fromSend} again
     * @param fromSend from the message's first byte handed to the kernel to the last byte of its answer
     */
    public record Latencies(Histogram connect, Histogram fromSchedule, Histogram fromSend) {}

    /**
     * What went wrong in one way.
     *
     * @param event what could not be done or ended: {@code connect}, {@code lost} or {@code answer}
     * @param code the kernel's name for it, such as ECONNREFUSED, or a word such as FIN
     * @param text the same in words
     * @param advice what to do about it; empty if nothing can be said
     */
    public record Failure(String event, String code, String text, long count, String advice) {}

    /**
     * One second of the run; counts are of this second, latencies in microseconds and 0 when nothing was measured.
     *
     * @param second since the start, the first being 1
     * @param phase ramp, warmup, hold, echo, check, drain
     * @param open connections at its end
     * @param opening handshakes under way at its end
     */
    public record Second(
            int second,
            String phase,
            long open,
            long opening,
            long opened,
            long failed,
            long lost,
            long sent,
            long received,
            long wrong,
            double p50Micros,
            double p99Micros,
            double maxMicros) {}

    /**
     * What the generator itself took.
     *
     * @param maxLagMicros the longest that a message was sent after it was due for the generator's own sake
     * @param cpuSeconds of the whole process
     * @param residentBytes at the end of the run
     * @param heapBytes live or not, at the end of the run
     */
    public record Generator(int threads, double maxLagMicros, double cpuSeconds, long residentBytes, long heapBytes) {}

    /**
     * How the server let go of the connections after the hold.
     *
     * @param closed connections that the server ended
     * @param remained those it did not end in time
     * @param firstSeconds from the end of the hold to the first of these ends
     * @param spreadSeconds from the first to the last
     */
    public record Drain(long closed, long remained, double firstSeconds, double spreadSeconds) {}

    /**
     * What became of a chat. Messages are those that were due in the measured time; duplicates and disorder are looked for in all.
     *
     * @param registered users that the server welcomed
     * @param registeredPerSecond from the first dial until the last was
     * @param register nanoseconds from connect(2) to the end of the welcome
     * @param joined users that are in a channel
     * @param published messages
     * @param expected deliveries: each message to each reading member but its sender
     * @param delivered to a member for the first time
     * @param missing expected, and never delivered
     * @param duplicate deliveries of what the member had already
     * @param outOfOrder delivered after a later message of the same sender to the same member
     * @param measuredSeconds what the next figures are of
     * @param deliveriesPerSecond all that arrived in that time, whenever they were due
     * @param lines of any kind that arrived in that time
     * @param lastMember nanoseconds from when a message was due until the last member had it
     * @param fastestMemberMicros the mean delivery latency of the member that has the lowest; NaN without deliveries
     * @param slowestMemberMicros of the one that has the highest
     * @param slowReaders members that never read
     * @param slowReadersCut those among them that the server cut off
     * @param joinLines JOIN and QUIT lines that arrived, of the whole run
     * @param joinLinesExpected how many there are when everyone sees everyone
     * @param server what the server took; null when nobody said which process it is
     */
    public record Chat(
            long registered,
            double registeredPerSecond,
            Histogram register,
            long joined,
            long published,
            long expected,
            long delivered,
            long missing,
            long duplicate,
            long outOfOrder,
            double measuredSeconds,
            double deliveriesPerSecond,
            long lines,
            Histogram lastMember,
            double fastestMemberMicros,
            double slowestMemberMicros,
            long slowReaders,
            long slowReadersCut,
            long joinLines,
            long joinLinesExpected,
            @Nullable ServerUse server) {}

    /**
     * What the server's process took.
     *
     * @param cpuSeconds in the measured time, of all its threads
     * @param cpuMicrosPerDelivery the same for each delivery of that time; NaN without any
     * @param residentBytesBefore when nobody was connected yet
     * @param residentBytes at the end of the measured time
     */
    public record ServerUse(
            long pid, double cpuSeconds, double cpuMicrosPerDelivery, long residentBytesBefore, long residentBytes) {}
}
