package io.roost.irc.wire;

/**
 * The form of a line: those capabilities of a receiver that change its bytes, as bits. Receivers of one
 * form get the same bytes, so a line is encoded once per form.
 */
public final class Form {
    public static final int SERVER_TIME = 1;
    public static final int MESSAGE_TAGS = 1 << 1;
    public static final int ACCOUNT_TAG = 1 << 2;
    public static final int EXTENDED_JOIN = 1 << 3;
    public static final int AWAY_NOTIFY = 1 << 4;
    public static final int ACCOUNT_NOTIFY = 1 << 5;
    public static final int CHGHOST = 1 << 6;
    public static final int SETNAME = 1 << 7;
    public static final int INVITE_NOTIFY = 1 << 8;

    /** No form of a channel's lines: what is told to one alone may need it. */
    public static final int EXTENDED_MONITOR = 1 << 9;

    /** All that change a channel's lines. */
    public static final int MASK = (1 << 9) - 1;

    private Form() {}
}
