package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.Fanout;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.Form;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;

/** {@code INVITE [<nickname> <channel>]} */
final class InviteCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        if (message.count() == 0) {
            list(session);
        } else if (!message.has(0) || !message.has(1)) {
            session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
        } else {
            invite(session, message.get(0), message.get(1));
        }
    }

    /** To which channels the user itself is invited. */
    private static void list(IrcSession session) {
        User user = session.user();
        for (ChatChannel channel : session.world().directory().all()) {
            channel.lock();
            boolean isInvited;
            try {
                isInvited = channel.isInvited(user);
            } finally {
                channel.unlock();
            }
            if (isInvited) {
                session.numeric(Numeric.RPL_INVITELIST, channel.name());
            }
        }
        session.numeric(Numeric.RPL_ENDOFINVITELIST);
    }

    private static void invite(IrcSession session, String nick, String name) {
        User guest = session.world().nicknames().find(nick);
        ChatChannel channel = session.world().directory().find(name);
        if (guest == null) {
            session.numeric(Numeric.ERR_NOSUCHNICK, nick);
            return;
        }
        if (channel == null) {
            session.numeric(Numeric.ERR_NOSUCHCHANNEL, name);
            return;
        }
        channel.lock();
        try {
            invite(session, guest, channel);
        } finally {
            channel.unlock();
        }
    }

    private static void invite(IrcSession session, User guest, ChatChannel channel) {
        User host = session.user();
        Membership own = host.membershipIn(channel);
        if (own == null) {
            session.numeric(Numeric.ERR_NOTONCHANNEL, channel.name());
        } else if (channel.is(ChatChannel.INVITE_ONLY) && !own.isAtLeast(Membership.HALFOP)) {
            session.numeric(Numeric.ERR_CHANOPRIVSNEEDED, channel.name());
        } else if (guest.membershipIn(channel) != null) {
            session.numeric(Numeric.ERR_USERONCHANNEL, guest.nick(), channel.name());
        } else {
            // One without rights makes known, but opens no door.
            if (own.isAtLeast(Membership.HALFOP) || !channel.is(ChatChannel.INVITE_ONLY)) {
                channel.invite(guest);
            }
            session.numeric(Numeric.RPL_INVITING, guest.nick(), channel.name());
            Fanout.tell(guest, Line.of(host.source(), "INVITE", guest.nick(), channel.name()));
            Line news = Line.ofForm(Form.INVITE_NOTIFY, host.source(), "INVITE", guest.nick(), channel.name());
            channel.sayToRank(news, Membership.HALFOP, host);
            String away = guest.away();
            if (away != null) {
                session.numeric(Numeric.RPL_AWAY, guest.nick(), away);
            }
        }
    }
}
