package io.roost.irc.command;

import io.roost.irc.wire.Form;
import org.jspecify.annotations.Nullable;

/** The IRCv3 capabilities, each a bit of a session's. The bits of {@link Form} are those of the lines' forms. */
enum Capability {
    SERVER_TIME("server-time", Form.SERVER_TIME),
    MESSAGE_TAGS("message-tags", Form.MESSAGE_TAGS),
    ACCOUNT_TAG("account-tag", Form.ACCOUNT_TAG),
    EXTENDED_JOIN("extended-join", Form.EXTENDED_JOIN),
    AWAY_NOTIFY("away-notify", Form.AWAY_NOTIFY),
    ACCOUNT_NOTIFY("account-notify", Form.ACCOUNT_NOTIFY),
    CHGHOST("chghost", Form.CHGHOST),
    SETNAME("setname", Form.SETNAME),
    INVITE_NOTIFY("invite-notify", Form.INVITE_NOTIFY),
    EXTENDED_MONITOR("extended-monitor", Form.EXTENDED_MONITOR),
    ECHO_MESSAGE("echo-message", 1 << 10),
    MULTI_PREFIX("multi-prefix", 1 << 11),
    USERHOST_IN_NAMES("userhost-in-names", 1 << 12),
    BATCH("batch", 1 << 13),
    LABELED_RESPONSE("labeled-response", 1 << 14),
    STANDARD_REPLIES("standard-replies", 1 << 15),
    CAP_NOTIFY("cap-notify", 1 << 16),
    NO_IMPLICIT_NAMES("no-implicit-names", 1 << 17);

    private final String text;
    private final int bit;

    Capability(String text, int bit) {
        this.text = text;
        this.bit = bit;
    }

    String text() {
        return text;
    }

    int bit() {
        return bit;
    }

    /** Null: there is none of this name. */
    static @Nullable Capability of(String text) {
        for (Capability one : values()) {
            if (one.text.equals(text)) {
                return one;
            }
        }
        return null;
    }
}
