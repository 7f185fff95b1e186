package io.roost.load.chat;

import io.roost.load.Failures;
import io.roost.load.Latency;
import io.roost.load.LoadPlan;
import io.roost.load.Slots;
import io.roost.load.Tally;
import io.roost.load.Tally.Count;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a user does that is not publishing: it registers, joins, answers PINGs and quits, as plain as IRC can be.
 *
 * <p><b>Threading:</b> its loop alone.
 */
final class Session implements Inbox.Lines {
    private static final int END_OF_NAMES = 366;
    private static final int END_OF_MOTD = 376;
    private static final int NO_MOTD = 422;
    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;

    private final LoadPlan.Chat chat;
    private final Groups groups;
    private final Slots slots;
    private final Tally tally;
    private final Failures failures;
    private final Outbox outbox;
    private final LongSupplier nanoClock;
    private final Names names;
    private final Line line = new Line();

    /** By code, what the server said the first time: later ones name another user and would each be a cause of their own. */
    private final Map<String, String> words = new HashMap<>();

    private final byte[] stages;
    private final long[] dialledNanos;
    private final Latency register = new Latency();
    private int joining;
    private volatile long lastNewsNanos;

    Session(
            LoadPlan.Chat chat,
            Groups groups,
            Slots slots,
            Tally tally,
            Failures failures,
            Outbox outbox,
            LongSupplier nanoClock) {
        this.chat = chat;
        this.groups = groups;
        this.slots = slots;
        this.tally = tally;
        this.failures = failures;
        this.outbox = outbox;
        this.nanoClock = nanoClock;
        this.names = new Names(chat.nick());
        this.stages = new byte[slots.count];
        this.dialledNanos = new long[slots.count];
    }

    /** From connect(2) to the end of the welcome. */
    Latency registerLatency() {
        return register;
    }

    byte stage(int slot) {
        return stages[slot];
    }

    /** Users that have said JOIN and wait for the names. */
    int joining() {
        return joining;
    }

    /** When a user last registered, joined, saw a JOIN or QUIT, or was let go. Any thread. */
    long lastNewsNanos() {
        return lastNewsNanos;
    }

    /** The connection is there: says who it is. */
    void greet(int slot, long dialledAtNanos) {
        stages[slot] = Stage.GREETING;
        dialledNanos[slot] = dialledAtNanos;
        tally.increment(Count.GREETING);
        String nick = names.nick(groups.firstUser() + slot);
        String lines = "NICK " + nick + "\r\nUSER " + nick + " 0 * :roost load " + nick + "\r\n";
        outbox.say(
                slot,
                Names.bytes(
                        chat.capabilities().isEmpty()
                                ? lines
                                : "CAP REQ :" + chat.capabilities() + "\r\n" + lines + "CAP END\r\n"));
    }

    void join(int slot) {
        stages[slot] = Stage.JOINING;
        joining++;
        outbox.say(slot, Names.bytes("JOIN " + names.channel(groups.firstGroup() + groups.groupOf(slot)) + "\r\n"));
    }

    void quit(int slot) {
        stages[slot] = Stage.QUITTING;
        outbox.say(slot, Names.bytes("QUIT :bye\r\n"));
    }

    /** Its end will be no loss. */
    void leave(int slot) {
        if (stages[slot] != Stage.NONE) {
            stages[slot] = Stage.QUITTING;
        }
    }

    /** What a sender says before each message. */
    byte[] publishing(int slot) {
        boolean isPrivate = chat.kind() == LoadPlan.ChatKind.PRIVATE;
        String target = isPrivate
                ? names.nick(groups.firstUser() + slot + 1)
                : names.channel(groups.firstGroup() + groups.groupOf(slot));
        return Names.bytes("PRIVMSG " + target + " :");
    }

    @Override
    public void line(int slot, ByteBuffer in, int from, int lineFeed) {
        line.read(in, from, lineFeed);
        switch (line.four()) {
            case Line.JOIN, Line.QUIT -> {
                boolean isQuit = chat.kind() == LoadPlan.ChatKind.QUIT_STORM && line.four() == Line.QUIT;
                if (isQuit || line.four() == Line.JOIN) {
                    tally.increment(isQuit ? Count.QUIT_LINES : Count.JOIN_LINES);
                    lastNewsNanos = nanoClock.getAsLong();
                }
                return;
            }
            case Line.PING -> {
                outbox.say(slot, Names.bytes("PONG " + line.parameters() + "\r\n"));
                return;
            }
            default -> {
                // A numeric, or a longer word.
            }
        }
        int numeric = line.numeric();
        if (numeric >= 0) {
            numeric(slot, numeric);
            return;
        }
        String command = line.command();
        if (command.equals("ERROR") && stages[slot] != Stage.QUITTING) {
            slots.raise(slot, Slots.TOLD);
            refusedBy(Failures.LOST, "ERROR");
        } else if (command.equals("PRIVMSG") && chat.publishes()) {
            tally.increment(Count.WRONG);
            failures.count(
                    Failures.ANSWER,
                    "WRONG",
                    "a message came that nobody published so",
                    "the server cuts or changes messages, or others talk there");
        }
    }

    private void numeric(int slot, int numeric) {
        byte stage = stages[slot];
        if (stage == Stage.GREETING && (numeric == END_OF_MOTD || numeric == NO_MOTD)) {
            long nowNanos = nanoClock.getAsLong();
            stages[slot] = Stage.REGISTERED;
            tally.add(Count.GREETING, -1);
            tally.increment(Count.REGISTERED);
            register.record(nowNanos - dialledNanos[slot]);
            lastNewsNanos = nowNanos;
        } else if (stage == Stage.JOINING && numeric == END_OF_NAMES) {
            stages[slot] = Stage.JOINED;
            joining--;
            tally.increment(Count.JOINED);
            lastNewsNanos = nanoClock.getAsLong();
        } else if (numeric >= FIRST_ERROR && numeric <= LAST_ERROR && numeric != NO_MOTD) {
            refusedBy(
                    stage == Stage.GREETING ? "register" : stage == Stage.JOINING ? "join" : "publish",
                    String.valueOf(numeric));
            if (stage == Stage.GREETING) {
                stages[slot] = Stage.NONE;
                tally.add(Count.GREETING, -1);
                tally.increment(Count.REFUSED);
            } else if (stage == Stage.JOINING) {
                stages[slot] = Stage.REGISTERED;
                joining--;
                tally.increment(Count.JOINS_REFUSED);
            }
        }
    }

    /** The connection is gone. */
    void ended(int slot) {
        if (stages[slot] == Stage.GREETING) {
            tally.add(Count.GREETING, -1);
            tally.increment(Count.REFUSED);
        } else if (stages[slot] == Stage.JOINING) {
            joining--;
            tally.increment(Count.JOINS_REFUSED);
        }
        stages[slot] = Stage.NONE;
        lastNewsNanos = nanoClock.getAsLong();
    }

    private void refusedBy(String event, String code) {
        String text = words.computeIfAbsent(event + code, unused -> line.trailing());
        failures.count(event, code, text, "look at the server's limits and its log");
    }
}
