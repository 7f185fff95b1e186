package io.roost.doctor;

/** The verdict of a check; the constants are in the order in which a report lists them. */
public enum Status {
    /** The target cannot be held. */
    FAIL,
    /** The target can be held, but badly or barely. */
    WARN,
    /** The value cannot be seen from here; not a complaint. */
    UNKNOWN,
    OK,
    /** Does not concern this role. */
    SKIPPED
}
