package io.roost.irc.command;

import io.roost.chat.Arrival;
import io.roost.chat.ChatChannel;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.Form;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import org.jspecify.annotations.Nullable;

/** {@code JOIN <channel>{,<channel>} [<key>{,<key>}] | JOIN 0} */
final class JoinCommand implements Command {
    @Override
    public void run(IrcSession session, IrcMessage message) {
        if (!message.has(0)) {
            session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
            return;
        }
        if (message.get(0).equals("0")) {
            for (Membership membership : session.user().memberships()) {
                PartCommand.part(session, membership.channel().name(), "");
            }
            return;
        }
        String[] keys = message.get(1).split(",", -1);
        int number = 0;
        for (String name : message.get(0).split(",", -1)) {
            join(session, name, number < keys.length ? keys[number] : "");
            number++;
        }
    }

    private static void join(IrcSession session, String name, String key) {
        if (!ChannelNames.isValid(name, session.server().limits().channelLength())) {
            session.numeric(Numeric.ERR_NOSUCHCHANNEL, name.isEmpty() ? "*" : name);
            return;
        }
        User user = session.user();
        ChatChannel known = session.world().directory().find(name);
        if (known != null && user.membershipIn(known) != null) {
            return;
        }
        if (user.memberships().length >= session.server().limits().channelsPerUser()) {
            session.numeric(Numeric.ERR_TOOMANYCHANNELS, name);
            return;
        }
        while (true) {
            ChatChannel channel = session.world().directory().findOrMake(name);
            channel.lock();
            try {
                // Left by all since it was found: there is room for another of that name.
                if (!channel.isClosed()) {
                    enter(session, channel, key);
                    return;
                }
            } finally {
                channel.unlock();
            }
        }
    }

    private static void enter(IrcSession session, ChatChannel channel, String key) {
        User user = session.user();
        Numeric refusal = refusal(channel, user, key);
        if (refusal != null) {
            session.numeric(refusal, channel.name());
            return;
        }
        int ranks = channel.members().isEmpty() ? Membership.OPERATOR : 0;
        String account = user.account();
        Line join = Line.join(user.source(), channel.name(), account == null ? "*" : account, user.realName());
        String away = user.away();
        Line awayLine = away == null ? null : Line.ofForm(Form.AWAY_NOTIFY, user.source(), "AWAY", away);
        channel.enter(new Arrival(user, join, awayLine, session.isLabelled()), ranks);
        TopicCommand.tell(session, channel, false);
        if (!session.has(Capability.NO_IMPLICIT_NAMES)) {
            NamesCommand.tell(session, channel);
        }
    }

    /** Null: the user may come in. An invitation overrides all. */
    private static @Nullable Numeric refusal(ChatChannel channel, User user, String key) {
        if (channel.members().isEmpty() || channel.isInvited(user)) {
            return null;
        }
        if (channel.is(ChatChannel.INVITE_ONLY) && !channel.isExpected(user)) {
            return Numeric.ERR_INVITEONLYCHAN;
        }
        if (channel.isBanned(user)) {
            return Numeric.ERR_BANNEDFROMCHAN;
        }
        if (!channel.key().isEmpty() && !channel.key().equals(key)) {
            return Numeric.ERR_BADCHANNELKEY;
        }
        if (channel.limit() > 0 && channel.members().size() >= channel.limit()) {
            return Numeric.ERR_CHANNELISFULL;
        }
        if (channel.is(ChatChannel.REGISTERED_ONLY) && user.account() == null) {
            return Numeric.ERR_NEEDREGGEDNICK;
        }
        return null;
    }
}
