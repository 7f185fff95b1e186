package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ScanProgressTest {
    private final StringWriter terminal = new StringWriter();
    private final AtomicLong nowNanos = new AtomicLong();

    @Test
    void accept_whenFirstSecond_thenSilent() {
        try (ScanProgress progress = progress(true)) {
            nowNanos.set(999_999_999);
            progress.accept("sockets", 16_384);
        }
        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void accept_whenScanTakesLonger_thenCountsOnOneLineAndWipesIt() {
        try (ScanProgress progress = progress(true)) {
            nowNanos.set(1_000_000_001);
            progress.accept("sockets", 16_384);
        }
        assertThat(terminal).hasToString("\r\033[Ksockets: 16,384\r\033[K");
    }

    @Test
    void accept_whenNoTerminal_thenSilent() {
        try (ScanProgress progress = progress(false)) {
            nowNanos.set(Long.MAX_VALUE);
            progress.accept("sockets", 16_384);
        }
        assertThat(terminal.toString()).isEmpty();
    }

    private ScanProgress progress(boolean enabled) {
        return new ScanProgress(new PrintWriter(terminal), enabled, nowNanos::get);
    }
}
