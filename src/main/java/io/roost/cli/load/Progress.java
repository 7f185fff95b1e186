package io.roost.cli.load;

import io.roost.cli.Terminal;
import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.Preflight;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is shown on standard error while a run lasts: on a terminal a block of lines that is drawn anew each second, elsewhere one line a
 * second that grep(1) can use.
 */
final class Progress {
    private static final int BAR = 30;

    private final LoadPlan plan;
    private final boolean quiet;
    private final boolean redraws;
    private final PrintWriter err;
    private int drawn;

    private Progress(LoadPlan plan, boolean quiet, boolean redraws, PrintWriter err) {
        this.plan = plan;
        this.quiet = quiet;
        this.redraws = redraws;
        this.err = err;
    }

    static Progress of(LoadPlan plan, boolean quiet, PrintWriter err) {
        return new Progress(plan, quiet, Terminal.isTerminal(Path.of("/proc/self/fd/2")), err);
    }

    /** For tests: as on a terminal, or not. */
    static Progress on(LoadPlan plan, boolean redraws, PrintWriter err) {
        return new Progress(plan, false, redraws, err);
    }

    void begin(Preflight preflight) {
        if (quiet) {
            return;
        }
        err.println(headline());
        err.println("  preflight  " + (preflight.problems().isEmpty() ? "ok  " : "FAIL  ") + preflight.summary());
        err.flush();
    }

    private String headline() {
        boolean isHold = plan.scenario() == LoadPlan.Scenario.HOLD;
        String targets = plan.targets().stream().map(Progress::text).collect(Collectors.joining(" "));
        LoadPlan.Chat chat = plan.chat();
        String how = chat != null
                ? how(chat)
                : isHold
                        ? "hold " + text(plan.duration())
                                + (plan.heartbeat().isZero()
                                        ? "  no heartbeat"
                                        : "  heartbeat " + text(plan.heartbeat()))
                        : text(plan.duration()) + "  sizes " + plan.sizes() + "  "
                                + (plan.rate() > 0
                                        ? String.format(
                                                Locale.ROOT,
                                                "%,.0f/s  [open loop: no coordinated omission]",
                                                plan.rate())
                                        : "pipeline " + plan.depth() + "  [closed loop: stalls hide messages; use -r]");
        return String.format(
                Locale.ROOT,
                "load %s %s  %,d connections  ramp %s  %s",
                plan.scenario().name().toLowerCase(Locale.ROOT),
                targets,
                plan.connections(),
                plan.connectRate() > 0 ? String.format(Locale.ROOT, "%,.0f/s", plan.connectRate()) : "unpaced",
                how);
    }

    private String how(LoadPlan.Chat chat) {
        if (!chat.publishes()) {
            return chat.name() + (chat.kind() == LoadPlan.ChatKind.IDLE ? "  " + text(plan.duration()) : "");
        }
        return chat.name() + "  " + text(plan.duration()) + "  " + plan.sizes() + " bytes  "
                + (plan.rate() > 0
                        ? "[open loop: no coordinated omission]"
                        : "[flat out: window " + chat.window() + "]");
    }

    void show(LoadResult soFar) {
        if (quiet || soFar.series().isEmpty()) {
            return;
        }
        LoadResult.Second last = soFar.series().get(soFar.series().size() - 1);
        if (redraws) {
            redraw(soFar, last);
        } else {
            err.println(line(soFar, last));
        }
        err.flush();
    }

    void end() {
        wipe();
        err.flush();
    }

    private static String line(LoadResult soFar, LoadResult.Second last) {
        LoadResult.Connections connections = soFar.connections();
        return String.format(
                Locale.ROOT,
                "t=%ds phase=%s open=%d target=%d rate=%d/s failed=%d lost=%d echoed=%d sent=%d/s received=%d/s wrong=%d p50=%.3fms p99=%.3fms"
                        + " max=%.3fms",
                last.second(),
                last.phase(),
                last.open(),
                connections.asked(),
                last.opened(),
                connections.failed(),
                connections.lost(),
                connections.echoed(),
                last.sent(),
                last.received(),
                soFar.messages().wrong(),
                last.p50Micros() / 1e3,
                last.p99Micros() / 1e3,
                last.maxMicros() / 1e3);
    }

    private void redraw(LoadResult soFar, LoadResult.Second last) {
        wipe();
        LoadResult.Connections connections = soFar.connections();
        double share = shareDone(soFar, last);
        int full = (int) Math.round(share * BAR);
        draw(String.format(
                Locale.ROOT,
                "  %-7s[%s%s] %3.0f %%  %s",
                last.phase(),
                "=".repeat(full),
                " ".repeat(BAR - full),
                Math.floor(share * 100),
                text(Duration.ofSeconds(last.second()))));
        draw(String.format(
                Locale.ROOT,
                "  conns  open %,d of %,d  opening %,d  +%,d/s  failed %,d  lost %,d  echoed %,d",
                last.open(),
                connections.asked(),
                last.opening(),
                last.opened(),
                connections.failed(),
                connections.lost(),
                connections.echoed()));
        draw(String.format(
                Locale.ROOT,
                "  %s   out %,d/s  in %,d/s  wrong %,d  p50 %.3f ms  p99 %.3f ms  max %.3f ms",
                plan.chat() == null ? "echo" : "chat",
                last.sent(),
                last.received(),
                soFar.messages().wrong(),
                last.p50Micros() / 1e3,
                last.p99Micros() / 1e3,
                last.maxMicros() / 1e3));
    }

    private double shareDone(LoadResult soFar, LoadResult.Second last) {
        if (last.phase().equals("ramp")) {
            return Math.min(1, (double) soFar.connections().open() / plan.connections());
        }
        long seconds = soFar.series().stream()
                .filter(second -> second.phase().equals(last.phase()))
                .count();
        Duration whole =
                switch (last.phase()) {
                    case "warmup" -> plan.warmup();
                    case "hold", "echo", "chat", "idle" -> plan.duration();
                    case "drain" -> plan.drain();
                    default -> Duration.ZERO;
                };
        return whole.isZero() ? 1 : Math.min(1, (double) seconds / Math.max(1, whole.toSeconds()));
    }

    private void draw(String line) {
        err.println(line);
        drawn++;
    }

    /** Moves to the first of the lines drawn and clears the screen from there. */
    private void wipe() {
        if (drawn > 0) {
            err.print("\033[" + drawn + "A\033[J");
            drawn = 0;
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (time.toMillis() % 1_000 != 0) {
            return time.toMillis() + "ms";
        }
        return seconds % 3_600 == 0 && seconds > 0
                ? seconds / 3_600 + "h"
                : seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
