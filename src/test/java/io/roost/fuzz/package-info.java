/**
 * What a fuzzer feeds with bytes: one class per target, whose {@code fuzzerTestOneInput} throws when something is not as it
 * must be. {@code mvn -Pfuzz test} has Jazzer do so, led by coverage; every build does so with random bytes and with the
 * inputs under src/test/resources/wire, among which is what the fuzzer found.
 *
 * <p>One thread. A new target is a class here and an execution in the profile.
 */
@NullMarked
package io.roost.fuzz;

import org.jspecify.annotations.NullMarked;
