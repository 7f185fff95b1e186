package io.roost.load.report;

import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Outcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that has ended and what is thought of it: what every file and screen is made of.
 *
 * @param thresholds judged at the end; unmodifiable
 * @param abortedBy the condition that ended the run early; null when none did
 */
public record Report(
        LoadResult result,
        List<Verdict> thresholds,
        @Nullable Verdict abortedBy,
        Host host) {
    public Report {
        thresholds = List.copyOf(thresholds);
    }

    /** Judges a run that has ended. */
    public static Report of(LoadResult result, List<Threshold> thresholds, @Nullable Verdict abortedBy, Host host) {
        List<Verdict> verdicts =
                thresholds.stream().map(threshold -> threshold.evaluate(result)).toList();
        return new Report(result, verdicts, abortedBy, host);
    }

    /** Whether it ran to its end, with at least one connection, and crossed nothing. */
    public boolean passed() {
        return result.outcome() == Outcome.COMPLETE
                && result.connections().opened() > 0
                && thresholds.stream().noneMatch(Verdict::crossed);
    }

    /** A plan in words, by key; two plans that ask the same have the same. */
    static Map<String, String> facts(LoadPlan plan) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("scenario", name(plan));
        facts.put(
                "targets",
                String.join(
                        ", ", plan.targets().stream().map(ReportJson::address).toList()));
        facts.put(
                "sources",
                plan.sources().isEmpty()
                        ? "as the kernel chooses"
                        : String.join(
                                ", ",
                                plan.sources().stream()
                                        .map(InetAddress::getHostAddress)
                                        .toList()));
        facts.put("connections", Text.count(plan.connections()));
        facts.put("connect rate", plan.connectRate() == 0 ? "as fast as it goes" : Text.rate(plan.connectRate()));
        facts.put("connect timeout", seconds(plan.connectTimeout()));
        facts.put("heartbeat", plan.heartbeat().isZero() ? "none" : "every " + seconds(plan.heartbeat()));
        facts.put("rate", plan.rate() == 0 ? "none asked" : Text.rate(plan.rate()));
        facts.put("depth", Text.count(plan.depth()));
        facts.put("sizes", plan.sizes() + " bytes");
        facts.put("warm-up", seconds(plan.warmup()));
        facts.put("duration", seconds(plan.duration()));
        facts.put("drain", plan.drain().isZero() ? "not waited for" : "up to " + seconds(plan.drain()));
        facts.put("check at the end", plan.check() ? "yes" : "no");
        facts.put("reconnect", plan.reconnect() ? "yes" : "no");
        facts.put("close by RST", plan.reset() ? "yes" : "no");
        facts.put("threads", Text.count(plan.threads()));
        facts.put("seed", String.valueOf(plan.seed()));
        LoadPlan.Chat chat = plan.chat();
        if (chat != null) {
            facts.put("slow readers", chat.slowPercent() + "%");
            facts.put("window", Text.count(chat.window()) + " lines");
            facts.put("registering at once", Text.count(chat.atOnce()));
            facts.put("capabilities", chat.capabilities().isEmpty() ? "none asked" : chat.capabilities());
        }
        return facts;
    }

    /** What a run is called. */
    static String name(LoadPlan plan) {
        LoadPlan.Chat chat = plan.chat();
        String scenario = plan.scenario().name().toLowerCase(Locale.ROOT);
        return chat == null ? scenario : scenario + " " + chat.name();
    }

    /** What became of a chat, in words. */
    static List<String> parts(LoadResult.Chat c) {
        List<String> parts = new ArrayList<>();
        parts.add(Text.format("registered %,d (%s)", c.registered(), Text.rate(c.registeredPerSecond())));
        if (c.joined() > 0) {
            parts.add(Text.format("joined %,d", c.joined()));
            parts.add(Text.format("%,d lines of coming and going", c.joinLines()));
        }
        if (c.expected() > 0) {
            parts.add(Text.format("delivered %,d of %,d", c.delivered(), c.expected()));
            parts.add(Text.format("duplicate %,d", c.duplicate()));
            parts.add(Text.format("out of order %,d", c.outOfOrder()));
            parts.add(Text.rate(c.deliveriesPerSecond()) + " deliveries");
            parts.add(Text.format(
                    "mean of the fastest member %s, of the slowest %s",
                    Text.micros(c.fastestMemberMicros()), Text.micros(c.slowestMemberMicros())));
        }
        if (c.slowReaders() > 0) {
            parts.add(Text.format("%,d never read, %,d of them cut off", c.slowReaders(), c.slowReadersCut()));
        }
        parts.add(Text.format("%,d lines in %s", c.lines(), Text.seconds(c.measuredSeconds())));
        LoadResult.ServerUse server = c.server();
        if (server != null) {
            boolean each = !Double.isNaN(server.cpuMicrosPerDelivery());
            parts.add(Text.format("server CPU %.3fs", server.cpuSeconds())
                    + (each ? Text.format(", %.3fus per delivery", server.cpuMicrosPerDelivery()) : ""));
            parts.add("server RSS " + Text.bytes(server.residentBytes()));
        }
        return parts;
    }

    private static String seconds(Duration duration) {
        return Text.seconds(duration.toNanos() / 1e9).replace(".0s", "s");
    }

    /**
     * Where the generator ran.
     *
     * @param cores that the process may use
     * @param kernel its name and release
     * @param java the runtime's name and version
     * @param roost the version that wrote this
     */
    public record Host(int cores, String kernel, String java, String roost) {
        /** This process's. */
        public static Host here(String roostVersion) {
            return new Host(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("java.vm.name") + " " + Runtime.version(),
                    roostVersion);
        }
    }
}
