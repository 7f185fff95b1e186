package io.roost.chat;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who has which nickname. Of two that want one at the same instant, one gets it. Any thread. */
public final class Nicknames {
    private final ConcurrentHashMap<String, User> users = new ConcurrentHashMap<>();

    /** Null: nobody, or one that has not said who it is. */
    public @Nullable User find(String nick) {
        User user = users.get(Folding.fold(nick));
        return user != null && user.is(User.WELCOME) ? user : null;
    }

    /** Reserves {@code nick} for a user, who keeps what it had until it is released. */
    public boolean reserve(String nick, User user) {
        User owner = users.putIfAbsent(Folding.fold(nick), user);
        return owner == null || owner == user;
    }

    /** Gives {@code nick} back, if it is this user's. */
    public void release(String nick, User user) {
        users.remove(Folding.fold(nick), user);
    }

    /** Whoever is there while it is looked at. */
    public Iterable<User> all() {
        return users.values();
    }
}
