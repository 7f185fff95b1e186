package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Numeric;

/** {@code WHOIS [<server>] <nickname>} */
final class WhoisCommand implements Command {
    private static final int LINE_CHARS = 400;

    @Override
    public void run(IrcSession session, IrcMessage message) {
        String nick = message.has(1) ? message.get(1) : message.get(0);
        if (nick.isEmpty()) {
            session.numeric(Numeric.ERR_NONICKNAMEGIVEN);
            return;
        }
        User user = session.world().nicknames().find(nick);
        if (user == null) {
            session.numeric(Numeric.ERR_NOSUCHNICK, nick);
        } else {
            tell(session, user);
        }
        session.numeric(Numeric.RPL_ENDOFWHOIS, user == null ? nick : user.nick());
    }

    private static void tell(IrcSession session, User user) {
        String nick = user.nick();
        session.numeric(Numeric.RPL_WHOISUSER, nick, user.name(), user.host(), "*", user.realName());
        channels(session, user);
        session.numeric(
                Numeric.RPL_WHOISSERVER,
                nick,
                session.server().name(),
                session.server().description());
        if (user.is(User.OPERATOR)) {
            session.numeric(Numeric.RPL_WHOISOPERATOR, nick);
        }
        String account = user.account();
        if (account != null) {
            session.numeric(Numeric.RPL_WHOISACCOUNT, nick, account);
        }
        if (user.is(User.BOT)) {
            session.numeric(Numeric.RPL_WHOISBOT, nick);
        }
        String away = user.away();
        if (away != null) {
            session.numeric(Numeric.RPL_AWAY, nick, away);
        }
        if (user == session.user() || session.user().is(User.OPERATOR)) {
            session.numeric(Numeric.RPL_WHOISACTUALLY, nick, user.host());
            session.numeric(Numeric.RPL_WHOISMODES, nick, "is using modes " + UserModes.text(user));
        }
        long idle = Math.max(0, System.currentTimeMillis() / 1_000 - user.spokeSeconds());
        session.numeric(Numeric.RPL_WHOISIDLE, nick, Long.toString(idle), Integer.toString(user.signedOnSeconds()));
    }

    private static void channels(IrcSession session, User user) {
        User asker = session.user();
        StringBuilder names = new StringBuilder();
        for (Membership membership : user.memberships()) {
            ChatChannel channel = membership.channel();
            boolean isShown = asker == user
                    || asker.membershipIn(channel) != null
                    || asker.is(User.OPERATOR)
                    || !(channel.is(ChatChannel.SECRET) || user.is(User.INVISIBLE));
            if (isShown) {
                if (names.length() + channel.name().length() > LINE_CHARS) {
                    session.numeric(Numeric.RPL_WHOISCHANNELS, user.nick(), names.toString());
                    names.setLength(0);
                }
                names.append(names.isEmpty() ? "" : " ")
                        .append(membership.prefixes(session.has(Capability.MULTI_PREFIX)))
                        .append(channel.name());
            }
        }
        if (!names.isEmpty()) {
            session.numeric(Numeric.RPL_WHOISCHANNELS, user.nick(), names.toString());
        }
    }
}
