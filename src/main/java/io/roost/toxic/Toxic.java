package io.roost.toxic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One way in which a connection is spoilt. Those that Toxiproxy has mean what they mean there. */
public sealed interface Toxic {
    /** Which of them. */
    ToxicType type();

    /** The attributes' values, in the order in which the type names them. */
    List<Long> values();

    /** The attributes by their names, in that order. */
    default Map<String, Long> attributes() {
        Map<String, Long> named = new LinkedHashMap<>();
        List<Long> values = values();
        for (int i = 0; i < values.size(); i++) {
            named.put(type().attributes().get(i).name(), values.get(i));
        }
        return named;
    }

    /** Everything comes later by {@code latencyMs}, give or take {@code jitterMs}, in its order. */
    record Latency(long latencyMs, long jitterMs) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.LATENCY;
        }

        @Override
        public List<Long> values() {
            return List.of(latencyMs, jitterMs);
        }
    }

    /** No more passes than {@code rate} kilobytes of 1,000 bytes a second; with 0 nothing. */
    record Bandwidth(long rate) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.BANDWIDTH;
        }

        @Override
        public List<Long> values() {
            return List.of(rate);
        }
    }

    /** Everything comes in pieces of {@code averageBytes}, give or take {@code variationBytes}, each {@code delayUs} after the one before. */
    record Slicer(long averageBytes, long variationBytes, long delayUs) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.SLICER;
        }

        @Override
        public List<Long> values() {
            return List.of(averageBytes, variationBytes, delayUs);
        }
    }

    /** The end comes later by {@code delayMs}. */
    record SlowClose(long delayMs) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.SLOW_CLOSE;
        }

        @Override
        public List<Long> values() {
            return List.of(delayMs);
        }
    }

    /** A black hole: all data is lost, and after {@code timeoutMs} the connection closes; with 0 it does not. */
    record Timeout(long timeoutMs) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.TIMEOUT;
        }

        @Override
        public List<Long> values() {
            return List.of(timeoutMs);
        }
    }

    /** The first data, or the end, is lost, and {@code timeoutMs} after it the connection is reset. */
    record ResetPeer(long timeoutMs) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.RESET_PEER;
        }

        @Override
        public List<Long> values() {
            return List.of(timeoutMs);
        }
    }

    /** After so many bytes the connection closes. */
    record LimitData(long bytes) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.LIMIT_DATA;
        }

        @Override
        public List<Long> values() {
            return List.of(bytes);
        }
    }

    /** The connection closes {@code delayMs} after it came, whatever passes on it. */
    record CloseAfter(long delayMs) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.CLOSE_AFTER;
        }

        @Override
        public List<Long> values() {
            return List.of(delayMs);
        }
    }

    /** Nothing that the client sends is read: its window closes. */
    record NeverRead() implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.NEVER_READ;
        }

        @Override
        public List<Long> values() {
            return List.of();
        }
    }

    /** The service sees the connection {@code delayMs} after the kernel has accepted it. */
    record ConnectDelay(long delayMs) implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.CONNECT_DELAY;
        }

        @Override
        public List<Long> values() {
            return List.of(delayMs);
        }
    }

    /** The connection is reset as soon as the kernel has accepted it. */
    record ConnectRefusal() implements Toxic {
        @Override
        public ToxicType type() {
            return ToxicType.CONNECT_REFUSAL;
        }

        @Override
        public List<Long> values() {
            return List.of();
        }
    }
}
