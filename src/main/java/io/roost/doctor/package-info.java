/**
 * The limits doctor: what this host allows a server of many connections to hold, and how to allow it more.
 *
 * <p>One class per check, the row of the table in its javadoc; {@link io.roost.doctor.Doctor} is the door.
 * That makes this room larger than others, by intent: a new limit is a new class and a line in {@code Checks}.
 * Reads /proc, /sys and cgroups, changes nothing, runs on the caller's thread. Imports nothing but the JDK.
 */
@NullMarked
package io.roost.doctor;

import org.jspecify.annotations.NullMarked;
