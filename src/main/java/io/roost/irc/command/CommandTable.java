package io.roost.irc.command;

import java.util.HashMap;
import java.util.List;
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
        after("TOPIC", 1, new TopicCommand());
        after("KICK", 2, new KickCommand());
        after("INVITE", 0, new InviteCommand());
        after("MODE", 1, new ModeCommand());
        after("PRIVMSG", 0, new MessageCommand("PRIVMSG"));
        after("NOTICE", 0, new MessageCommand("NOTICE"));
        after("TAGMSG", 0, new MessageCommand("TAGMSG"));

        after("AWAY", 0, new AwayCommand());
        after("SETNAME", 1, new SetnameCommand());
        after("WHO", 1, new WhoCommand());
        after("WHOIS", 0, new WhoisCommand());
        after("WHOWAS", 0, new WhowasCommand());
        after("USERHOST", 1, new UserhostCommand());
        after("ISON", 1, new IsonCommand());
        after("MONITOR", 1, new MonitorCommand());
        after("LIST", 0, new ListCommand());

        after("LUSERS", 0, (session, message) -> Welcome.lusers(session));
        after("MOTD", 0, (session, message) -> Welcome.motd(session));
        after("VERSION", 0, new VersionCommand());
        after("TIME", 0, new TimeCommand());
        after("INFO", 0, new InfoCommand());
        after("HELP", 0, new HelpCommand());
        after("HELPOP", 0, new HelpCommand());
        after("LINKS", 0, new LinksCommand());

        after("OPER", 2, new OperCommand());
        after("KILL", 1, new KillCommand());
        after("WALLOPS", 1, new WallopsCommand());
        after("REHASH", 0, new RehashCommand());
        after("ADMIN", 0, new AdminCommand());
        after("STATS", 0, new StatsCommand());
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

    /** All names, in order. */
    static List<String> names() {
        return ENTRIES.keySet().stream().sorted().toList();
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
