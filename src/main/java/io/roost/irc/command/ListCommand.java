package io.roost.irc.command;

import io.roost.chat.ChannelNames;
import io.roost.chat.ChatChannel;
import io.roost.chat.ChatDirectory;
import io.roost.chat.Folding;
import io.roost.chat.Mask;
import io.roost.irc.wire.IrcMessage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code LIST [<channel or condition>{,<channel or condition>}]} with ELIST's M, N, U, C and T */
final class ListCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        List<Condition> conditions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String word :
                message.get(0).isEmpty() ? new String[0] : message.get(0).split(",", -1)) {
            Condition condition = condition(word);
            if (condition != null) {
                conditions.add(condition);
            } else if (ChannelNames.isChannel(word)) {
                names.add(word);
            }
        }
        session.ircLane().listings().end(session);
        Predicate<ChatChannel> all = channel -> conditions.stream().allMatch(one -> one.holds(channel));
        session.ircLane().listings().begin(new Listing(session, channels(session, names), all, session.takeLabel()));
    }

    /** Those of these names; without names all that there are, whichever those are while it is looked at. */
    private static Iterator<ChatChannel> channels(IrcSession session, List<String> names) {
        ChatDirectory directory = session.world().directory();
        if (names.isEmpty()) {
            return directory.all().iterator();
        }
        List<ChatChannel> found = new ArrayList<>();
        for (String name : names) {
            ChatChannel channel = directory.find(name);
            if (channel != null) {
                found.add(channel);
            }
        }
        return found.iterator();
    }

    /** Whether a channel is listed; under its lock. */
    private interface Condition {
        boolean holds(ChatChannel channel);
    }

    /** Null: the word is none. */
    private static @Nullable Condition condition(String word) {
        if (word.startsWith("!") && word.length() > 1) {
            String mask = Folding.fold(word.substring(1));
            return channel -> !Mask.matches(mask, Folding.fold(channel.name()));
        }
        if (word.matches("[CT]?[<>][0-9]{1,9}")) {
            int sign = Math.max(word.indexOf('<'), word.indexOf('>'));
            return comparison(word.charAt(0), word.charAt(sign) == '<', Long.parseLong(word.substring(sign + 1)));
        }
        if (word.indexOf('*') >= 0 || word.indexOf('?') >= 0) {
            String mask = Folding.fold(word);
            return channel -> Mask.matches(mask, Folding.fold(channel.name()));
        }
        return null;
    }

    /** Users, or minutes since the creation (C) or the last topic (T). */
    private static Condition comparison(char what, boolean isLess, long number) {
        return channel -> {
            long nowSeconds = System.currentTimeMillis() / 1_000;
            ChatChannel.Topic topic = channel.topic();
            if (what == 'T' && topic == null) {
                return !isLess;
            }
            double value =
                    switch (what) {
                        case 'C' -> (nowSeconds - channel.createdSeconds()) / 60.0;
                        case 'T' -> topic == null ? 0 : (nowSeconds - topic.setSeconds()) / 60.0;
                        default -> channel.members().size();
                    };
            return isLess ? value < number : value > number;
        };
    }
}
