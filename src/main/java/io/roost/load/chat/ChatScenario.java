package io.roost.load.chat;

import io.roost.load.LoadPlan;
import io.roost.load.LoadPlan.ChatKind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scenario as it is written: its name says the load.
 *
 * @param users in all
 * @param groups channels or pairs
 * @param members of a group, the last one perhaps smaller
 * @param senders of a group
 * @param rate messages published per second, in all; 0 for as fast as the slowest member reads
 */
public record ChatScenario(ChatKind kind, String name, int users, int groups, int members, int senders, double rate) {
    /** Of a message's text: with less, what it says of itself does not fit; with more, it may not fit a line. */
    public static final int LEAST_BYTES = ChatMessage.LEAST_BYTES;

    public static final int MOST_BYTES = ChatMessage.MOST_BYTES;

    /** What can be asked for. */
    public static final String EXPECTED =
            "fanout-CHANNELS-MEMBERS-SENDERS-RATE, join-storm-MEMBERS, quit-storm-MEMBERS,"
                    + " private-PAIRS-RATE, idle-USERS-CHANNELS or register-USERS; RATE is messages per second in all, or max";

    /** Sequences that a member follows, of all members together: each takes four bytes. */
    private static final long MOST_CELLS = 1L << 27;

    private static final int MOST_USERS = Integer.MAX_VALUE / 64;
    private static final String COUNT = "-([1-9][0-9]{0,8}(?:k|m)?)";
    private static final String RATE = "-(max|[0-9]{1,8}(?:\\.[0-9]{1,3})?k?)";
    private static final Pattern FORM =
            Pattern.compile("(?:(fanout)" + COUNT + COUNT + COUNT + RATE + "|(join-storm|quit-storm|register)" + COUNT
                    + "|(private)" + COUNT + RATE + "|(idle)" + COUNT + COUNT + ")");

    /**
     * Understands a scenario.
     *
     * @throws IllegalArgumentException naming what is wrong and what was expected
     */
    public static ChatScenario parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            throw refused(text, "expected: " + EXPECTED);
        }
        if (form.group(1) != null) {
            return fanout(name, form);
        }
        if (form.group(8) != null) {
            return new ChatScenario(
                    ChatKind.PRIVATE,
                    name,
                    users(text, 2, form.group(9)),
                    count(form.group(9)),
                    2,
                    1,
                    rate(form.group(10)));
        }
        if (form.group(11) != null) {
            int users = users(text, 1, form.group(12));
            int channels = count(form.group(13));
            int members = (users + channels - 1) / channels;
            return new ChatScenario(ChatKind.IDLE, name, users, (users + members - 1) / members, members, 0, 0);
        }
        int users = users(text, 1, form.group(7));
        return switch (form.group(6)) {
            case "register" -> new ChatScenario(ChatKind.REGISTER, name, users, users, 1, 0, 0);
            case "join-storm" -> new ChatScenario(ChatKind.JOIN_STORM, name, users, 1, users, 0, 0);
            default -> new ChatScenario(ChatKind.QUIT_STORM, name, users, 1, users, 0, 0);
        };
    }

    private static ChatScenario fanout(String text, Matcher form) {
        int members = count(form.group(3));
        int senders = count(form.group(4));
        int users = users(text, members, form.group(2));
        if (members < 2) {
            throw refused(text, "expected: 2 members at least, one to publish and one to read");
        }
        if (senders > members || (long) users * senders > MOST_CELLS) {
            throw refused(text, "expected: senders are members, and members times senders are at most " + MOST_CELLS);
        }
        return new ChatScenario(
                ChatKind.FANOUT, text, users, count(form.group(2)), members, senders, rate(form.group(5)));
    }

    /** With how it is to be done. */
    public LoadPlan.Chat chat(
            int slowPercent, int window, int atOnce, String nick, String capabilities, long serverPid) {
        return new LoadPlan.Chat(
                kind, name, groups, members, senders, slowPercent, window, atOnce, nick, capabilities, serverPid);
    }

    private static int users(String text, long each, String groups) {
        long users = each * count(groups);
        if (users > MOST_USERS) {
            throw refused(text, "expected: at most " + MOST_USERS + " users in one process");
        }
        return (int) users;
    }

    private static int count(String digits) {
        char unit = digits.charAt(digits.length() - 1);
        String number = Character.isDigit(unit) ? digits : digits.substring(0, digits.length() - 1);
        long count = Long.parseLong(number) * (unit == 'm' ? 1_000_000 : unit == 'k' ? 1_000 : 1);
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    private static double rate(String digits) {
        if (digits.equals("max")) {
            return 0;
        }
        double rate = digits.endsWith("k")
                ? 1e3 * Double.parseDouble(digits.substring(0, digits.length() - 1))
                : Double.parseDouble(digits);
        if (rate <= 0) {
            throw refused(digits, "expected: a rate above 0, or max");
        }
        return rate;
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("scenario '" + text + "' (" + why + ")");
    }
}
