package io.roost.inspect;

import java.util.StringJoiner;

/** The event mask of an epoll registration: its bits, and their names in epoll_ctl(2) without the prefix EPOLL. */
public final class EpollEvents {
    /** Report a change once, instead of for as long as it lasts. */
    public static final int EDGE_TRIGGERED = 0x80000000;

    /** Disarm after one report; the kernel then keeps the input flags (ET, ONESHOT) and drops the events. */
    public static final int ONE_SHOT = 0x40000000;

    private static final int LOWEST_INPUT_FLAG = 28;

    private static final String[] NAMES = new String[Integer.SIZE];

    static {
        String[] events = {"IN", "PRI", "OUT", "ERR", "HUP", "NVAL", "RDNORM", "RDBAND", "WRNORM", "WRBAND", "MSG"};
        System.arraycopy(events, 0, NAMES, 0, events.length);
        NAMES[13] = "RDHUP";
        String[] inputFlags = {"EXCLUSIVE", "WAKEUP", "ONESHOT", "ET"};
        System.arraycopy(inputFlags, 0, NAMES, LOWEST_INPUT_FLAG, inputFlags.length);
    }

    private EpollEvents() {}

    public static boolean isEdgeTriggered(int mask) {
        return (mask & EDGE_TRIGGERED) != 0;
    }

    public static boolean isOneShot(int mask) {
        return (mask & ONE_SHOT) != 0;
    }

    /**
     * For example {@code IN|ERR|HUP|RDHUP|ET}; {@code none} for an empty mask. The kernel adds ERR and HUP to every
     * registration, whoever made it.
     */
    public static String words(int mask) {
        StringJoiner words = new StringJoiner("|").setEmptyValue("none");
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((mask & 1 << bit) != 0) {
                String name = NAMES[bit];
                words.add(name == null ? hex(1 << bit) : name);
            }
        }
        return words.toString();
    }

    /** For example {@code 0x80002019}. */
    public static String hex(int mask) {
        return "0x" + Integer.toHexString(mask);
    }
}
