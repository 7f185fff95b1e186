package io.roost.server;

import io.roost.config.RoostConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How far a drain is.
 *
 * @param open connections open now
 * @param closed connections that have gone since it began
 * @param cut connections that were closed at the deadline, whatever they had still to be sent
 * @param deadline when the last is cut; far away while no drain has begun
 */
record Progress(Stage stage, int open, int closed, int cut, Instant deadline, RoostConfig.Drain config) {
    /** In this order. */
    enum Stage {
        /** No drain has begun. */
        SERVING,
        /** Not ready any more, but accepting: who sends clients here has time to notice. */
        NOTICE,
        /** What has connected is accepted, then nothing more. */
        CLOSING,
        /** Connections are told, and go. */
        LEAVING,
        ENDED
    }

    /** For a program. */
    String json() {
        String left = stage == Stage.SERVING
                ? "null"
                : seconds(Duration.between(Instant.now(), deadline).toMillis());
        String until = stage == Stage.SERVING ? "null" : '"' + deadline.toString() + '"';
        return String.format(
                Locale.ROOT,
                "{\"stage\":\"%s\",\"open\":%d,\"closed\":%d,\"cut\":%d,\"deadline\":%s,\"leftSeconds\":%s,"
                        + "\"noticeSeconds\":%s,\"overSeconds\":%s,\"withinSeconds\":%s}%n",
                stage.name().toLowerCase(Locale.ROOT),
                open,
                closed,
                cut,
                until,
                left,
                seconds(config.notice().toMillis()),
                seconds(config.over().toMillis()),
                seconds(config.within().toMillis()));
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.3f", Math.max(0, ms) / 1e3);
    }
}
