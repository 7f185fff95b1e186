package io.roost.chat;

import io.roost.irc.wire.Form;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Utf8;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, under which name: coming, going and all that others notice of it.
 *
 * <p><b>Threading:</b> the user's lane.
 */
public final class Presence {
    private Presence() {}

    /** Lets a user in that has a nickname and a name: from now on others see it. */
    public static void welcome(ChatWorld world, User user) {
        user.signOn((int) (System.currentTimeMillis() / 1_000));
        world.census().registered();
        user.set(User.WELCOME, true);
        world.monitors().came(user);
    }

    /**
     * Takes a user out of everything, once; those that it shared a channel with are told. In a world that ends, it
     * is only noted.
     */
    public static void leave(ChatWorld world, User user, String reason) {
        if (user.is(User.GONE)) {
            return;
        }
        if (world.isEnding()) {
            user.set(User.GONE, true);
            return;
        }
        boolean wasSeen = user.is(User.WELCOME);
        if (wasSeen) {
            world.whowas().note(user);
            Fanout.quit(user, Line.of(user.source(), "QUIT", reason));
        }
        world.nicknames().release(user.nick(), user);
        if (wasSeen) {
            world.monitors().went(user.nick());
        }
        world.census().went(user);
        user.set(User.GONE, true);
    }

    /** Is away, or with an empty reason is here again; others are told, unless it is so already. */
    public static void setAway(ChatWorld world, User user, String reason) {
        String cut = Utf8.cut(reason, world.limits().topicLength());
        String away = cut.isEmpty() ? null : cut;
        if (!Objects.equals(away, user.away())) {
            Fanout.spread(user, awayLine(Form.AWAY_NOTIFY, user, away), false, () -> user.setAway(away));
            world.monitors().changed(user, awayLine(Form.AWAY_NOTIFY | Form.EXTENDED_MONITOR, user, away));
        }
    }

    static Line awayLine(int needs, User user, @Nullable String away) {
        return away == null
                ? Line.ofForm(needs, user.source(), "AWAY")
                : Line.ofForm(needs, user.source(), "AWAY", away);
    }

    /** Gives a user this nickname; null: done, or it had it already. */
    public static @Nullable Refusal rename(ChatWorld world, User user, String nick) {
        if (!Nicknames.isValid(nick, world.limits().nickLength())) {
            return Refusal.BAD_NICK;
        }
        String before = user.nick();
        if (nick.equals(before)) {
            return null;
        }
        if (!world.nicknames().reserve(nick, user)) {
            return Refusal.NICK_IN_USE;
        }
        boolean isOtherName = !Folding.isSame(before, nick);
        boolean isSeen = user.is(User.WELCOME);
        if (isSeen) {
            if (isOtherName) {
                world.whowas().note(user);
            }
            Line line = Line.of(user.source(), "NICK", nick);
            Fanout.spread(user, line, false, () -> user.setNick(nick));
            Fanout.echo(user, line);
        } else {
            user.setNick(nick);
        }
        if (isOtherName) {
            world.nicknames().release(before, user);
            if (isSeen) {
                world.monitors().went(before);
                world.monitors().came(user);
            }
        }
        return null;
    }
}
