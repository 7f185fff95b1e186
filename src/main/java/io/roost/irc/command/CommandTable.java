package io.roost.irc.command;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All commands: how many parameters each needs and when it may be used. A new command is a class and a line
 * here.
 */
final class CommandTable {
    private static final Map<String, Entry> ENTRIES = new HashMap<>();

    static {
        always("CAP", 1, new CapCommand());
        before("PASS", 1, new PassCommand());
        always("NICK", 0, new NickCommand());
        before("USER", 4, new UserCommand());
        always("PING", 0, new PingCommand());
        always("PONG", 0, (session, message) -> {});
        always("QUIT", 0, new QuitCommand());

        after("JOIN", 1, new JoinCommand());
        after("PART", 1, new PartCommand());
        after("NAMES", 0, new NamesCommand());
        after("PRIVMSG", 0, new MessageCommand("PRIVMSG"));
        after("NOTICE", 0, new MessageCommand("NOTICE"));
        after("TAGMSG", 0, new MessageCommand("TAGMSG"));
    }

    private CommandTable() {}

    /** When a command may be used. */
    enum When {
        BEFORE,
        AFTER,
        ALWAYS
    }

    /**
     * A command and its conditions.
     *
     * @param least parameters that it needs
     */
    record Entry(Command command, int least, When when) {}

    /** Null: no such command. */
    static @Nullable Entry find(String name) {
        return ENTRIES.get(name);
    }

    private static void always(String name, int least, Command command) {
        ENTRIES.put(name, new Entry(command, least, When.ALWAYS));
    }

    private static void before(String name, int least, Command command) {
        ENTRIES.put(name, new Entry(command, least, When.BEFORE));
    }

    private static void after(String name, int least, Command command) {
        ENTRIES.put(name, new Entry(command, least, When.AFTER));
    }
}
