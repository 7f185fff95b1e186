package io.roost.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Who had a nickname before, as far back as there is room. Any thread, under its own monitor. */
public final class Whowas {
    private static final int MOST = 4_096;

    private final Deque<Entry> newestFirst = new ArrayDeque<>();

    /** One that was here. */
    public record Entry(String nick, String name, String host, String realName, long leftMillis) {}

    /** Notes a user under the nickname that it gives up. */
    public synchronized void note(User user) {
        if (newestFirst.size() == MOST) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(
                new Entry(user.nick(), user.name(), user.host(), user.realName(), System.currentTimeMillis()));
    }

    /** The newest first, at most {@code most}. */
    public synchronized List<Entry> find(String nick, int most) {
        String folded = Folding.fold(nick);
        List<Entry> found = new ArrayList<>();
        for (Entry entry : newestFirst) {
            if (found.size() < most && Folding.fold(entry.nick).equals(folded)) {
                found.add(entry);
            }
        }
        return found;
    }
}
