package io.roost.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/** One line on a terminal's standard error that counts along, from the second second on, and is wiped at the end. */
final class ScanProgress implements ObjLongConsumer<String>, AutoCloseable {
    private static final long SILENT_NANOS = 1_000_000_000;

    private static final String WIPE_LINE = "\r\033[K";

    private final PrintWriter terminal;
    private final boolean enabled;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private boolean shown;

    ScanProgress(PrintWriter terminal, boolean enabled, LongSupplier nanoClock) {
        this.terminal = terminal;
        this.enabled = enabled;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
    }

    /** Stays silent where standard error is a file or a pipe. */
    static ScanProgress onTerminal(PrintWriter standardError) {
        return new ScanProgress(standardError, isStandardErrorATerminal(), System::nanoTime);
    }

    @Override
    public void accept(String stage, long count) {
        if (enabled && nanoClock.getAsLong() - startNanos > SILENT_NANOS) {
            terminal.printf(Locale.ROOT, WIPE_LINE + "%s: %,d", stage, count).flush();
            shown = true;
        }
    }

    @Override
    public void close() {
        if (shown) {
            terminal.print(WIPE_LINE);
            terminal.flush();
            shown = false;
        }
    }

    private static boolean isStandardErrorATerminal() {
        try {
            String link = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return link.startsWith("/dev/pts/") || link.startsWith("/dev/tty") || link.equals("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }
}
