package io.roost.load.report;

import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Chat;
import io.roost.load.LoadResult.Connections;
import io.roost.load.LoadResult.Drain;
import io.roost.load.LoadResult.Messages;
import io.roost.load.LoadResult.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a run that thresholds and comparisons know by name.
 *
 * @param judged from when on a running run can be judged by it
 * @param needs what a plan must ask for to have it
 */
record Metric(String name, Kind kind, Function<LoadResult, Amount> in, Judged judged, Needs needs) {
    enum Kind {
        /** In microseconds. */
        TIME,
        COUNT,
        /** Per second. */
        RATE
    }

    enum Judged {
        ALWAYS,
        /** It still grows, so that too little of it means nothing before every connection was tried. */
        AFTER_RAMP,
        /** It counts what is only under way, or does not exist before. */
        AT_END
    }

    enum Needs {
        NOTHING,
        MESSAGES,
        RATE,
        CONNECT_RATE,
        CHECK,
        DRAIN,
        CHAT
    }

    /**
     * How much of it a run has.
     *
     * @param value NaN when the run does not have it
     * @param part what the share is taken of; the value, but for {@code errors}
     * @param whole what 100% is; 0 when the run has nothing to take a share of
     * @param of the same in words
     */
    record Amount(double value, double part, double whole, String of) {
        static Amount alone(double value) {
            return new Amount(value, value, 0, "");
        }

        static Amount of(double value, double whole, String of) {
            return new Amount(value, value, whole, of);
        }

        static Amount of(long value, long whole, String of) {
            return of((double) value, (double) whole, of);
        }
    }

    private static final int MOST_EDITS = 2;
    private static final Pattern LATENCY =
            Pattern.compile("(?:(connect|send|register|last)\\.)?(?:p([1-9][0-9]?(?:\\.[0-9]{1,4})?)|(max)|mean)");
    private static final Map<String, Metric> BY_NAME = byName();

    static final String KNOWN =
            "p50, p99.9 and the like, max, mean (of echoes or deliveries from their schedule; of others as in "
                    + "connect.p99, send.p99, register.p99 and last.p99), " + String.join(", ", BY_NAME.keySet());

    /** Null when there is none of that name. */
    static @Nullable Metric named(String name) {
        Metric known = BY_NAME.get(name);
        Matcher latency = LATENCY.matcher(name);
        return known != null || !latency.matches() ? known : latency(latency);
    }

    /** The known name that a mistyped one was most likely meant to be; null when none is near. */
    static @Nullable String near(String name) {
        List<String> names = new ArrayList<>(BY_NAME.keySet());
        for (String prefix : List.of("", "connect.", "send.", "register.", "last.")) {
            for (String last : List.of("p50", "p90", "p99", "p99.9", "p99.99", "max", "mean")) {
                names.add(prefix + last);
            }
        }
        String nearest = names.stream()
                .min(Comparator.comparingInt(known -> edits(known, name)))
                .orElseThrow();
        return edits(nearest, name) <= Math.min(MOST_EDITS, name.length() / 2) ? nearest : null;
    }

    /** Levenshtein's distance, one row at a time. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(swap, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }

    /** Whether more of it is better; of everything else, less is. */
    boolean moreIsBetter() {
        return switch (name) {
            case "connected",
                    "connections",
                    "opened",
                    "echoed",
                    "sent",
                    "received",
                    "rate",
                    "connect.rate",
                    "registered",
                    "registered.rate",
                    "joined",
                    "deliveries" -> true;
            default -> false;
        };
    }

    /**
     * Whether a running run has gone far enough for it.
     *
     * @param tooLittle whether it is to be found too small, not too large
     */
    boolean canBeJudged(LoadResult result, boolean tooLittle) {
        if (result.outcome() != Outcome.RUNNING || judged == Judged.ALWAYS) {
            return true;
        }
        List<LoadResult.Second> series = result.series();
        boolean rampIsOver =
                !series.isEmpty() && !series.get(series.size() - 1).phase().equals("ramp");
        return judged == Judged.AFTER_RAMP && (rampIsOver || !tooLittle);
    }

    /** Why no run of this plan has it; null when they have. */
    @Nullable
    String missingFrom(LoadPlan plan, boolean asShare) {
        return switch (needs) {
            case NOTHING -> null;
            case MESSAGES -> (kind == Kind.TIME ? measures(plan) : sends(plan)) ? null : "the plan sends no messages";
            case RATE ->
                !sends(plan)
                        ? "the plan sends no messages"
                        : asShare && plan.rate() == 0 ? "the plan asks for no rate" : null;
            case CONNECT_RATE -> asShare && plan.connectRate() == 0 ? "the plan asks for no connect rate" : null;
            case CHECK -> plan.check() ? null : "the plan has no check at the end of the hold";
            case CHAT -> plan.chat() == null ? "the plan is no chat" : null;
            case DRAIN -> plan.drain().isZero() ? "the plan does not wait for the server to close" : null;
        };
    }

    static boolean sends(LoadPlan plan) {
        LoadPlan.Chat chat = plan.chat();
        if (chat != null) {
            return chat.publishes();
        }
        return plan.scenario() == LoadPlan.Scenario.ECHO || !plan.heartbeat().isZero() || plan.check();
    }

    /** The check at the end of a hold is no measurement: all are asked at once. */
    private static boolean measures(LoadPlan plan) {
        return plan.scenario() == LoadPlan.Scenario.ECHO || !plan.heartbeat().isZero();
    }

    String text(double value) {
        return switch (kind) {
            case TIME -> Text.micros(value);
            case COUNT -> Text.count(value);
            case RATE -> Text.rate(value);
        };
    }

    private static Metric latency(Matcher name) {
        String prefix = name.group(1) == null ? "" : name.group(1);
        Function<LoadResult, Histogram> histogram =
                switch (prefix) {
                    case "connect" -> result -> result.latencies().connect();
                    case "send" -> result -> result.latencies().fromSend();
                    case "register" -> result -> chatOf(result, Chat::register);
                    case "last" -> result -> chatOf(result, Chat::lastMember);
                    default -> result -> result.latencies().fromSchedule();
                };
        ToDoubleFunction<Histogram> nanos;
        if (name.group(2) != null) {
            double percentile = Double.parseDouble(name.group(2));
            nanos = values -> values.getValueAtPercentile(percentile);
        } else {
            nanos = name.group(3) != null ? Histogram::getMaxValue : Histogram::getMean;
        }
        Function<LoadResult, Amount> micros = result -> {
            Histogram values = histogram.apply(result);
            return Amount.alone(values.getTotalCount() == 0 ? Double.NaN : nanos.applyAsDouble(values) / 1e3);
        };
        Needs needs =
                switch (prefix) {
                    case "connect" -> Needs.NOTHING;
                    case "register", "last" -> Needs.CHAT;
                    default -> Needs.MESSAGES;
                };
        return new Metric(name.group(), Kind.TIME, micros, Judged.ALWAYS, needs);
    }

    private static Histogram chatOf(LoadResult result, Function<Chat, Histogram> in) {
        Chat chat = result.chat();
        return chat == null ? new Histogram(1) : in.apply(chat);
    }

    private static Map<String, Metric> byName() {
        Map<String, Metric> all = new LinkedHashMap<>();
        connections(all, "connected", Judged.AFTER_RAMP, c -> Amount.of(c.most(), c.asked(), "asked"));
        connections(all, "connections", Judged.AFTER_RAMP, c -> Amount.of(c.most(), c.asked(), "asked"));
        connections(all, "opened", Judged.AFTER_RAMP, c -> Amount.of(c.opened(), c.asked(), "asked"));
        connections(all, "failed", Judged.ALWAYS, c -> Amount.of(c.failed(), c.asked(), "asked"));
        connections(all, "lost", Judged.ALWAYS, c -> Amount.of(c.lost(), c.opened(), "opened"));
        add(all, "echoed", Kind.COUNT, Judged.AT_END, Needs.MESSAGES, result -> {
            Connections c = result.connections();
            return Amount.of(c.echoed(), c.asked(), "asked");
        });
        add(all, "unanswered", Kind.COUNT, Judged.AT_END, Needs.CHECK, result -> {
            Connections c = result.connections();
            return c.unanswered() < 0 ? Amount.alone(Double.NaN) : Amount.of(c.unanswered(), c.opened(), "opened");
        });
        messages(all, "sent", Judged.AT_END, m -> Amount.of(m.sent(), m.sent() + m.skipped(), "due"));
        answers(all, "received", Judged.AT_END, Messages::received);
        answers(all, "wrong", Judged.ALWAYS, Messages::wrong);
        answers(all, "missing", Judged.AT_END, Messages::missing);
        messages(all, "skipped", Judged.ALWAYS, m -> Amount.of(m.skipped(), m.sent() + m.skipped(), "due"));
        add(all, "errors", Kind.COUNT, Judged.ALWAYS, Needs.NOTHING, Metric::errors);
        add(all, "rate", Kind.RATE, Judged.ALWAYS, Needs.RATE, result -> {
            boolean notYet =
                    result.outcome() == Outcome.RUNNING && result.messages().sent() == 0;
            return Amount.of(
                    notYet ? Double.NaN : result.rate().achieved(),
                    result.rate().asked(),
                    "asked");
        });
        add(
                all,
                "connect.rate",
                Kind.RATE,
                Judged.AFTER_RAMP,
                Needs.CONNECT_RATE,
                result ->
                        Amount.of(result.rate().connectAchieved(), result.rate().connectAsked(), "asked"));
        add(
                all,
                "ramp",
                Kind.TIME,
                Judged.AT_END,
                Needs.NOTHING,
                result -> Amount.alone(1e6 * result.connections().rampSeconds()));
        add(
                all,
                "lag",
                Kind.TIME,
                Judged.ALWAYS,
                Needs.MESSAGES,
                result -> Amount.alone(
                        result.messages().sent() == 0
                                ? Double.NaN
                                : result.generator().maxLagMicros()));
        drain(all, "drain.first", Kind.TIME, drain -> Amount.alone(1e6 * drain.firstSeconds()));
        drain(all, "drain.spread", Kind.TIME, drain -> Amount.alone(1e6 * drain.spreadSeconds()));
        drain(
                all,
                "drain.remained",
                Kind.COUNT,
                drain -> Amount.of(drain.remained(), drain.closed() + drain.remained(), "held"));
        chat(
                all,
                "registered",
                Kind.COUNT,
                Judged.AFTER_RAMP,
                (r, c) -> Amount.of(c.registered(), r.connections().asked(), "asked"));
        chat(all, "registered.rate", Kind.RATE, Judged.AT_END, (r, c) -> Amount.alone(c.registeredPerSecond()));
        chat(
                all,
                "joined",
                Kind.COUNT,
                Judged.AT_END,
                (r, c) -> Amount.of(c.joined(), r.connections().asked(), "asked"));
        chat(all, "duplicate", Kind.COUNT, Judged.ALWAYS, (r, c) -> Amount.of(c.duplicate(), c.expected(), "expected"));
        chat(
                all,
                "outoforder",
                Kind.COUNT,
                Judged.ALWAYS,
                (r, c) -> Amount.of(c.outOfOrder(), c.expected(), "expected"));
        chat(all, "deliveries", Kind.RATE, Judged.AT_END, (r, c) -> Amount.alone(c.deliveriesPerSecond()));
        chat(all, "measured", Kind.TIME, Judged.AT_END, (r, c) -> Amount.alone(1e6 * c.measuredSeconds()));
        return all;
    }

    private static void chat(
            Map<String, Metric> all, String name, Kind kind, Judged judged, BiFunction<LoadResult, Chat, Amount> in) {
        add(all, name, kind, judged, Needs.CHAT, result -> {
            Chat chat = result.chat();
            return chat == null ? Amount.alone(Double.NaN) : in.apply(result, chat);
        });
    }

    /** Of a message each, or in a chat of every delivery. */
    private static void answers(Map<String, Metric> all, String name, Judged judged, ToLongFunction<Messages> in) {
        add(all, name, Kind.COUNT, judged, Needs.MESSAGES, result -> {
            Chat chat = result.chat();
            Messages m = result.messages();
            return chat == null
                    ? Amount.of(in.applyAsLong(m), m.sent(), "sent")
                    : Amount.of(in.applyAsLong(m), chat.expected(), "expected");
        });
    }

    /**
     * As a share: of the connections asked or of the messages sent, whichever went worse. One sum would hide that all
     * thousand connections were lost behind the million messages that they had brought.
     */
    private static Amount errors(LoadResult result) {
        Connections c = result.connections();
        Messages m = result.messages();
        long connections = c.failed() + c.lost();
        long messages = m.wrong() + (result.outcome() == Outcome.RUNNING ? 0 : m.missing());
        double total = (double) connections + messages + Math.max(0, c.unanswered());
        double asked = (double) c.asked();
        Chat chat = result.chat();
        double sent = (double) (chat == null ? m.sent() : chat.expected());
        return messages * asked > connections * sent
                ? new Amount(total, (double) messages, sent, chat == null ? "messages sent" : "deliveries expected")
                : new Amount(total, (double) connections, asked, "connections asked");
    }

    private static void connections(
            Map<String, Metric> all, String name, Judged judged, Function<Connections, Amount> in) {
        add(all, name, Kind.COUNT, judged, Needs.NOTHING, result -> in.apply(result.connections()));
    }

    private static void messages(Map<String, Metric> all, String name, Judged judged, Function<Messages, Amount> in) {
        add(all, name, Kind.COUNT, judged, Needs.MESSAGES, result -> in.apply(result.messages()));
    }

    private static void drain(Map<String, Metric> all, String name, Kind kind, Function<Drain, Amount> in) {
        add(all, name, kind, Judged.AT_END, Needs.DRAIN, result -> {
            Drain drain = result.drain();
            return drain == null ? Amount.alone(Double.NaN) : in.apply(drain);
        });
    }

    private static void add(
            Map<String, Metric> all,
            String name,
            Kind kind,
            Judged judged,
            Needs needs,
            Function<LoadResult, Amount> in) {
        all.put(name, new Metric(name, kind, in, judged, needs));
    }
}
