package io.roost.chat;

import io.roost.irc.wire.Line;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who wants to know when whom comes and goes, by folded nickname. Any thread. */
public final class Monitors {
    /** How a watcher is told. On the lane of the one that is watched. */
    public interface Teller {
        /** One that it waits for is there. */
        void came(User watcher, User user);

        /** Nobody is there under this nickname any more. */
        void went(User watcher, String nick);
    }

    private final ConcurrentHashMap<String, Set<User>> watchers = new ConcurrentHashMap<>();
    private volatile Teller teller = new Teller() {
        @Override
        public void came(User watcher, User user) {}

        @Override
        public void went(User watcher, String nick) {}
    };

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

    /** To be set before anybody watches. */
    public void tellBy(Teller teller) {
        this.teller = teller;
    }

    void came(User user) {
        of(user.nick()).forEach(watcher -> teller.came(watcher, user));
    }

    void went(String nick) {
        of(nick).forEach(watcher -> teller.went(watcher, nick));
    }

    /** A change that those hear of too who share no channel with the user. */
    public void changed(User user, Line line) {
        for (User watcher : of(user.nick())) {
            if (watcher != user && !watcher.sharesAChannelWith(user)) {
                Fanout.tell(watcher, line);
            }
        }
    }

    /** Whoever watches this one; may change while it is looked at. */
    public Set<User> of(String nick) {
        return watchers.isEmpty() ? Set.of() : watchers.getOrDefault(Folding.fold(nick), Set.of());
    }
}
