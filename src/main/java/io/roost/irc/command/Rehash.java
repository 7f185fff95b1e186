package io.roost.irc.command;

import java.util.function.Consumer;

/** Has the configuration read again. */
@FunctionalInterface
public interface Rehash {
    /** Returns at once; {@code report} is told what came of it, line by line, on a thread of its own. */
    void begin(Consumer<String> report);
}
