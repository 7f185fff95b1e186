package io.roost.load.report;

/**
 * What came of a threshold.
 *
 * @param threshold as it was given, such as {@code p99>50ms}
 * @param condition as it must hold, such as {@code p99 <= 50ms}
 * @param crossed whether it does not hold, or could not be judged at the end of a run
 * @param actual the value and what it is a share of
 * @param why what a crossing says about the run; empty when the condition says all
 */
public record Verdict(String threshold, String condition, boolean crossed, String actual, String why) {}
