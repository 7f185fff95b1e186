package io.roost.doctor;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one check found.
 *
 * @param symptom what users and logs show when the limit bites; empty unless FAIL or WARN
 * @param fixes ways to mend it, the likeliest first; empty unless FAIL or WARN
 * @param mostConnections where the limit bounds their number
 */
public record Finding(
        String check,
        Status status,
        String current,
        String need,
        String symptom,
        List<String> fixes,
        OptionalLong mostConnections) {

    public Finding {
        fixes = List.copyOf(fixes);
    }

    static Finding ok(String check, String current, String need) {
        return new Finding(check, Status.OK, current, need, "", List.of(), OptionalLong.empty());
    }

    static Finding skipped(String check, String why) {
        return new Finding(check, Status.SKIPPED, "-", why, "", List.of(), OptionalLong.empty());
    }

    static Finding unknown(String check, String reason) {
        return new Finding(check, Status.UNKNOWN, "unknown (" + reason + ")", "", "", List.of(), OptionalLong.empty());
    }

    /** With the symptom and the fixes, unless the status is good. */
    static Finding of(Status status, String check, String current, String need, String symptom, String... fixes) {
        return status == Status.OK
                ? ok(check, current, need)
                : new Finding(check, status, current, need, symptom, List.of(fixes), OptionalLong.empty());
    }

    /** A limit beyond all numbers bounds nothing. */
    Finding bounding(long connections) {
        OptionalLong bound = connections >= 1L << 62 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, connections));
        return new Finding(check, status, current, need, symptom, fixes, bound);
    }
}
