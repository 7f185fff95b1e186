package io.roost.cli;

/** What the process tells its caller; every command keeps to these. */
final class ExitCode {
    static final int OK = 0;

    /** Something went wrong inside; for {@code doctor}: a warning. */
    static final int INTERNAL = 1;

    /** The command line or the configuration is wrong. */
    static final int USAGE = 2;

    /** The server could not start or the target could not be reached or read. */
    static final int UNAVAILABLE = 3;

    /** A limit of this host is too low. */
    static final int LIMIT = 4;

    private ExitCode() {}
}
