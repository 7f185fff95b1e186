package io.roost.irc.command;

import io.roost.chat.ChannelNames;
import io.roost.chat.ChatChannel;
import io.roost.chat.Fanout;
import io.roost.chat.Membership;
import io.roost.chat.Refusal;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Tags;

/** {@code PRIVMSG | NOTICE <target>{,<target>} :<text>} and {@code TAGMSG <target>{,<target>}} */
final class MessageCommand implements Command {
    private static final String RANKS = "+%@";

    private final String name;
    private final boolean hasText;

    /** Whether a target that can't be reached is told to the sender: never after a NOTICE (RFC 1459 § 4.4.2). */
    private final boolean isAnswered;

    MessageCommand(String name) {
        this.name = name;
        this.hasText = !name.equals("TAGMSG");
        this.isAnswered = !name.equals("NOTICE");
    }

    @Override
    public void run(IrcSession session, IrcMessage message) {
        if (!message.has(0)) {
            refuse(session, hasText ? Numeric.ERR_NORECIPIENT : Numeric.ERR_NEEDMOREPARAMS, name);
            return;
        }
        if (hasText && !message.has(1)) {
            refuse(session, Numeric.ERR_NOTEXTTOSEND);
            return;
        }
        if (!hasText && !session.has(Capability.MESSAGE_TAGS)) {
            session.numeric(Numeric.ERR_UNKNOWNCOMMAND, name);
            return;
        }
        session.user().spoke((int) (System.currentTimeMillis() / 1_000));
        String tags = session.has(Capability.MESSAGE_TAGS) ? Tags.ofClients(message.tags()) : "";
        String[] targets = message.get(0).split(",", -1);
        for (int i = 0; i < targets.length; i++) {
            if (i >= Isupport.MESSAGE_TARGETS) {
                refuse(session, Numeric.ERR_TOOMANYTARGETS, targets[i]);
                return;
            }
            say(session, targets[i], tags, message.get(1));
        }
    }

    private void say(IrcSession session, String target, String tags, String text) {
        int rank = target.isEmpty() ? -1 : RANKS.indexOf(target.charAt(0));
        String name = rank < 0 ? target : target.substring(1);
        if (ChannelNames.isChannel(name)) {
            sayInChannel(session, name, rank < 0 ? 0 : 1 << rank, tags, text);
        } else {
            sayToUser(session, target, tags, text);
        }
    }

    private void sayInChannel(IrcSession session, String name, int rank, String tags, String text) {
        ChatChannel channel = session.world().directory().find(name);
        if (channel == null) {
            refuse(session, Numeric.ERR_NOSUCHCHANNEL, name);
            return;
        }
        User user = session.user();
        channel.lock();
        try {
            Refusal refusal = channel.silences(user, text);
            if (refusal != null) {
                String why = refusal == Refusal.NO_CTCP ? "No CTCP in this channel (+C)" : "Cannot send to channel";
                refuse(session, Refusals.numeric(refusal), channel.name(), why);
                return;
            }
            boolean echoes = session.has(Capability.ECHO_MESSAGE);
            if (rank > 0) {
                Line line = line(user, prefixOf(rank) + channel.name(), tags, text);
                channel.sayToRank(line, rank, user);
                if (echoes) {
                    Fanout.echo(user, line);
                }
            } else {
                Line line = line(user, channel.name(), tags, text);
                sayToAll(session, channel, line, echoes);
            }
        } finally {
            channel.unlock();
        }
    }

    /** The echo is a line among the others, unless it needs a label or the sender is no member. */
    private static void sayToAll(IrcSession session, ChatChannel channel, Line line, boolean echoes) {
        User user = session.user();
        boolean isMember = user.membershipIn(channel) != null;
        boolean isApart = session.wantsEcho() || !isMember;
        channel.say(line, echoes && !isApart ? null : user, false);
        if (echoes && isApart) {
            Fanout.echo(user, line);
        }
    }

    private void sayToUser(IrcSession session, String nick, String tags, String text) {
        User from = session.user();
        User to = session.world().nicknames().find(nick);
        if (to == null) {
            refuse(session, Numeric.ERR_NOSUCHNICK, nick.isEmpty() ? "*" : nick);
            return;
        }
        Refusal refusal = to.refuses(from);
        if (refusal != null) {
            refuse(session, Refusals.numeric(refusal), to.nick());
            return;
        }
        Line line = line(from, to.nick(), tags, text);
        Fanout.tell(to, line);
        if (session.has(Capability.ECHO_MESSAGE)) {
            Fanout.echo(from, line);
        }
        String away = to.away();
        if (away != null && name.equals("PRIVMSG")) {
            session.numeric(Numeric.RPL_AWAY, to.nick(), away);
        }
    }

    private Line line(User from, String target, String tags, String text) {
        return hasText
                ? Line.message(from.source(), name, tags, target, text)
                : Line.message(from.source(), name, tags, target);
    }

    private void refuse(IrcSession session, Numeric why, String... parameters) {
        if (isAnswered) {
            session.numeric(why, parameters);
        }
    }

    private static String prefixOf(int rank) {
        return rank == Membership.OPERATOR ? "@" : rank == Membership.HALFOP ? "%" : "+";
    }
}
