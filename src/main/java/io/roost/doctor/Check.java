package io.roost.doctor;

/** One limit of the host. Reads the host afresh at every call. */
interface Check {
    /** As the report shows it: lower case, at most 18 characters. */
    String name();

    /** A value that cannot be read makes the check unknown, not the diagnosis fail. */
    Finding examine(Host host, Plan plan) throws UnreadableException;
}
