/** What the tests share: servers on free ports, peers that send and read raw bytes. */
@NullMarked
package io.roost.testkit;

import org.jspecify.annotations.NullMarked;
