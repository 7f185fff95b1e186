package io.roost.irc.command;

import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All commands: how many parameters each needs, when it may be used and what it costs who uses it, which is more where the
 * answer may be long or goes to many. A new command is a class and a line here.
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

        after("JOIN", 1, new JoinCommand(), 2);
        after("PART", 1, new PartCommand());
        after("NAMES", 0, new NamesCommand(), 2);
        after("TOPIC", 1, new TopicCommand());
        after("KICK", 2, new KickCommand());
        after("INVITE", 0, new InviteCommand());
        after("MODE", 1, new ModeCommand());
        after("PRIVMSG", 0, new MessageCommand("PRIVMSG"));
        after("NOTICE", 0, new MessageCommand("NOTICE"));
        after("TAGMSG", 0, new MessageCommand("TAGMSG"));

        after("AWAY", 0, new AwayCommand());
        after("SETNAME", 1, new SetnameCommand());
        after("WHO", 1, new WhoCommand(), 3);
        after("WHOIS", 0, new WhoisCommand(), 2);
        after("WHOWAS", 0, new WhowasCommand(), 2);
        after("USERHOST", 1, new UserhostCommand());
        after("ISON", 1, new IsonCommand());
        after("MONITOR", 1, new MonitorCommand());
        after("LIST", 0, new ListCommand(), 4);

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
     * @param tokens of a client's budget that it costs
     */
    record Entry(Command command, int least, When when, int tokens) {}

    /** Has the session's command carried out, or says why not; what it cost, in tokens of the session's budget. */
    static int run(IrcSession session, IrcMessage message) {
        if (!message.isUtf8()) {
            session.fail(message.command(), "INVALID_UTF8", "Only UTF-8 is taken here");
            return 1;
        }
        Entry entry = ENTRIES.get(message.command());
        if (entry == null) {
            if (session.isRegistered()) {
                session.numeric(Numeric.ERR_UNKNOWNCOMMAND, message.command());
            } else {
                session.numeric(Numeric.ERR_NOTREGISTERED);
            }
        } else if (entry.when == When.AFTER && !session.isRegistered()) {
            session.numeric(Numeric.ERR_NOTREGISTERED);
        } else if (entry.when == When.BEFORE && session.isRegistered()) {
            session.numeric(Numeric.ERR_ALREADYREGISTERED);
        } else if (message.count() < entry.least) {
            session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
        } else {
            entry.command.run(session, message);
            return entry.tokens;
        }
        return 1;
    }

    static boolean has(String name) {
        return ENTRIES.containsKey(name);
    }

    /** All names, in order. */
    static List<String> names() {
        return ENTRIES.keySet().stream().sorted().toList();
    }

    private static void always(String name, int least, Command command) {
        ENTRIES.put(name, new Entry(command, least, When.ALWAYS, 1));
    }

    private static void before(String name, int least, Command command) {
        ENTRIES.put(name, new Entry(command, least, When.BEFORE, 1));
    }

    private static void after(String name, int least, Command command) {
        after(name, least, command, 1);
    }

    private static void after(String name, int least, Command command, int tokens) {
        ENTRIES.put(name, new Entry(command, least, When.AFTER, tokens));
    }
}
