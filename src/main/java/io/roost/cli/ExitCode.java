package io.roost.cli;

import io.roost.server.RoostServer;

/** What the process tells its caller; every command keeps to these. */
public final class ExitCode {
    /** All is well. */
    public static final int OK = 0;

    /** Something went wrong inside; for {@code doctor}: a warning. */
    public static final int INTERNAL = 1;

    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;

    /** The server could not start or the target could not be reached or read. */
    public static final int UNAVAILABLE = 3;

    /** A limit of this host is too low. */
    public static final int LIMIT = 4;

    /** A condition of {@code --abort-if} ended the run. */
    public static final int ABORTED = 5;

    /** An event loop of the server was lost, and with it those whom it served. */
    public static final int BROKEN = RoostServer.EXIT_BROKEN;

    /** A condition of {@code --fail-if} holds. */
    public static final int THRESHOLD = 99;

    /** Ctrl-C: 128 and the number of SIGINT. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
