package io.roost.irc.command;

import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.Numeric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one answer to WHO: 352, or 354 with the fields that were asked for (WHOX). */
final class WhoReply {
    /** In the order in which 354 has them, whatever order they were asked in. */
    private static final String FIELDS = "tcuihsnfdlaor";

    private final IrcSession session;
    private final boolean isWhox;
    private final String fields;
    private final String token;

    /** {@code options}: empty, {@code o}, or {@code %fields,token}. */
    WhoReply(IrcSession session, String options) {
        this.session = session;
        int percent = options.indexOf('%');
        this.isWhox = percent >= 0;
        String asked = percent < 0 ? "" : options.substring(percent + 1);
        int comma = asked.indexOf(',');
        this.fields = comma < 0 ? asked : asked.substring(0, comma);
        String given = comma < 0 ? "" : asked.substring(comma + 1);
        this.token = given.matches("[0-9]{1,3}") ? given : "0";
    }

    /** One user, in the channel that it is shown in. */
    void tell(User user, @Nullable Membership member) {
        String channel = member == null ? "*" : member.channel().name();
        if (!isWhox) {
            session.numeric(
                    Numeric.RPL_WHOREPLY,
                    channel,
                    user.name(),
                    user.host(),
                    session.server().name(),
                    user.nick(),
                    flags(user, member),
                    "0 " + user.realName());
            return;
        }
        List<String> reply = new ArrayList<>();
        for (int i = 0; i < FIELDS.length(); i++) {
            if (fields.indexOf(FIELDS.charAt(i)) >= 0) {
                reply.add(field(FIELDS.charAt(i), user, member, channel));
            }
        }
        session.numeric(Numeric.RPL_WHOSPCRPL, reply.toArray(String[]::new));
    }

    private String field(char field, User user, @Nullable Membership member, String channel) {
        String account = user.account();
        return switch (field) {
            case 't' -> token;
            case 'c' -> channel;
            case 'u' -> user.name();
            case 'i', 'h' -> user.host();
            case 's' -> session.server().name();
            case 'n' -> user.nick();
            case 'f' -> flags(user, member);
            case 'd' -> "0";
            case 'l' -> Long.toString(Math.max(0, System.currentTimeMillis() / 1_000 - user.spokeSeconds()));
            case 'a' -> account == null ? "0" : account;
            case 'o' -> "n/a";
            default -> user.realName();
        };
    }

    private String flags(User user, @Nullable Membership member) {
        return (user.away() == null ? "H" : "G")
                + (user.is(User.OPERATOR) ? "*" : "")
                + (user.is(User.BOT) ? "B" : "")
                + (member == null ? "" : member.prefixes(session.has(Capability.MULTI_PREFIX)));
    }
}
