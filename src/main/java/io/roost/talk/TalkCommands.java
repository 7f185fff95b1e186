package io.roost.talk;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All commands of talk: how each is written and what it does. A new command is a line here and a method. */
final class TalkCommands {
    private static final List<Entry> ENTRIES = List.of(
            new Entry("join", "#NAME [KEY]", "enters a channel; what you type is said there", ChannelCommands::join),
            new Entry("part", "[#NAME] [REASON]", "leaves it", ChannelCommands::part),
            new Entry("me", "TEXT", "says what you do", PeopleCommands::me),
            new Entry("msg", "NAME TEXT", "is for that one alone", PeopleCommands::msg),
            new Entry("who", "[NAME or #NAME]", "tells who is there", PeopleCommands::who),
            new Entry("names", "[#NAME]", "the same in short", ChannelCommands::names),
            new Entry("channels", "", "lists them", (session, rest) -> ChannelCommands.channels(session)),
            new Entry("topic", "[#NAME] [TEXT]", "shows or sets it; - takes it away", ChannelCommands::topic),
            new Entry("kick", "NAME [REASON]", "puts one out", ChannelCommands::kick),
            new Entry("away", "[REASON]", "says that you are; nothing: you are back", PeopleCommands::away),
            new Entry("nick", "NAME", "gives you another name", PeopleCommands::nick),
            new Entry("quit", "[REASON]", "ends it", PeopleCommands::quit),
            new Entry(
                    "help",
                    "",
                    "is this; a line that begins with // is said with one /",
                    (session, rest) -> help(session)));

    private static final Map<String, Entry> BY_NAME = new HashMap<>();

    static {
        ENTRIES.forEach(entry -> BY_NAME.put(entry.name, entry));
    }

    private TalkCommands() {}

    /** Does something about what follows its name. */
    private interface Deed {
        void run(TalkSession session, String rest);
    }

    private record Entry(String name, String usage, String meaning, Deed deed) {
        boolean isForStrangers() {
            return name.equals("quit") || name.equals("help");
        }
    }

    /** {@code typed} has lost its slash. */
    static void run(TalkSession session, String typed) {
        Words words = Words.of(typed);
        Entry entry = BY_NAME.get(words.first().toLowerCase(Locale.ROOT));
        if (entry == null) {
            session.say("There is no /" + words.first() + "; /help tells what there is.");
        } else if (!session.isWelcome() && !entry.isForStrangers()) {
            session.say(session.isTrusted() ? Entrance.ASK_NAME : Entrance.ASK_PASSWORD);
        } else {
            entry.deed.run(session, words.rest());
        }
    }

    private static void help(TalkSession session) {
        for (Entry entry : ENTRIES) {
            session.say(String.format(Locale.ROOT, "/%-24s %s", entry.name + " " + entry.usage, entry.meaning));
        }
    }
}
