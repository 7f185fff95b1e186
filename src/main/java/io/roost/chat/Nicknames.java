package io.roost.chat;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who has which nickname. Of two that want one at the same instant, one gets it. Any thread. */
public final class Nicknames {
    private static final String SPECIAL = "[]\\`_^{|}";

    private final ConcurrentHashMap<String, User> users = new ConcurrentHashMap<>();

    /** Letters, digits and what RFC 1459 calls special; neither a digit nor a hyphen begins one. */
    public static boolean isValid(String nick, int most) {
        if (nick.isEmpty() || nick.length() > most || nick.charAt(0) == '-' || isDigit(nick.charAt(0))) {
            return false;
        }
        for (int i = 0; i < nick.length(); i++) {
            char c = nick.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && !isDigit(c) && c != '-' && SPECIAL.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

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
