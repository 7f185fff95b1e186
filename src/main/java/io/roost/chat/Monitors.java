package io.roost.chat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who wants to know when whom comes and goes, by folded nickname. Any thread. */
public final class Monitors {
    private final ConcurrentHashMap<String, Set<User>> watchers = new ConcurrentHashMap<>();

    /** {@code folded} is whom to watch, as {@link Folding#fold} has it. */
    public void add(String folded, User watcher) {
        watchers.compute(folded, (nick, known) -> {
            Set<User> all = known == null ? ConcurrentHashMap.newKeySet(1) : known;
            all.add(watcher);
            return all;
        });
    }

    public void remove(String folded, User watcher) {
        watchers.computeIfPresent(folded, (nick, known) -> {
            known.remove(watcher);
            return known.isEmpty() ? null : known;
        });
    }

    /** Whoever watches this one; may change while it is looked at. */
    public Set<User> of(String nick) {
        return watchers.isEmpty() ? Set.of() : watchers.getOrDefault(Folding.fold(nick), Set.of());
    }
}
