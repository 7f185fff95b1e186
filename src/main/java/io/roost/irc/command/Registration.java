package io.roost.irc.command;

/** What a session remembers until it is registered. Event loop only. */
final class Registration {
    /** As PASS said it. */
    String password = "";

    /** Whether CAP holds up the welcome until CAP END. */
    boolean isNegotiating;
}
