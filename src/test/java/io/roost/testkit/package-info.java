/**
 * What tests of every room share.
 *
 * <p>Runs on the thread of the test unless a class says otherwise. May import Netty and the JDK.
 */
@NullMarked
package io.roost.testkit;

import org.jspecify.annotations.NullMarked;
