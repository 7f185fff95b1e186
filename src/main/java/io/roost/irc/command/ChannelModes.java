package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.MaskList;
import io.roost.chat.Membership;
import io.roost.irc.wire.Numeric;
import java.util.ArrayList;
import java.util.List;

/** The modes of channels, as letters and as what they are. */
final class ChannelModes {
    private static final String FLAG_LETTERS = "CRimnst";
    private static final int[] FLAGS = {
        ChatChannel.NO_CTCP,
        ChatChannel.REGISTERED_ONLY,
        ChatChannel.INVITE_ONLY,
        ChatChannel.MODERATED,
        ChatChannel.NO_EXTERNAL,
        ChatChannel.SECRET,
        ChatChannel.TOPIC_BY_OPERATORS
    };

    private ChannelModes() {}

    /** 0: no flag of this letter. */
    static int flag(char letter) {
        int which = FLAG_LETTERS.indexOf(letter);
        return which < 0 ? 0 : FLAGS[which];
    }

    /** 0: no rank of this letter. */
    static int rank(char letter) {
        return switch (letter) {
            case 'o' -> Membership.OPERATOR;
            case 'h' -> Membership.HALFOP;
            case 'v' -> Membership.VOICE;
            default -> 0;
        };
    }

    static ChatChannel.Masks list(char letter) {
        return switch (letter) {
            case 'b' -> ChatChannel.Masks.BANS;
            case 'e' -> ChatChannel.Masks.EXCEPTIONS;
            default -> ChatChannel.Masks.INVITATIONS;
        };
    }

    static boolean isList(char letter) {
        return letter == 'b' || letter == 'e' || letter == 'I';
    }

    /** 324 and 329; the key for members only. */
    static void tell(IrcSession session, ChatChannel channel) {
        StringBuilder letters = new StringBuilder("+");
        List<String> reply = new ArrayList<>(List.of(channel.name(), ""));
        for (int i = 0; i < FLAGS.length; i++) {
            if (channel.is(FLAGS[i])) {
                letters.append(FLAG_LETTERS.charAt(i));
            }
        }
        boolean isMember = session.user().membershipIn(channel) != null;
        if (!channel.key().isEmpty()) {
            letters.append('k');
            reply.add(isMember ? channel.key() : "*");
        }
        if (channel.limit() > 0) {
            letters.append('l');
            reply.add(Integer.toString(channel.limit()));
        }
        reply.set(1, letters.toString());
        session.numeric(Numeric.RPL_CHANNELMODEIS, reply.toArray(String[]::new));
        session.numeric(Numeric.RPL_CREATIONTIME, channel.name(), Long.toString(channel.createdSeconds()));
    }

    /** A list of masks and its end. */
    static void tellList(IrcSession session, ChatChannel channel, char letter) {
        Numeric entry =
                switch (letter) {
                    case 'b' -> Numeric.RPL_BANLIST;
                    case 'e' -> Numeric.RPL_EXCEPTLIST;
                    default -> Numeric.RPL_INVEXLIST;
                };
        Numeric end =
                switch (letter) {
                    case 'b' -> Numeric.RPL_ENDOFBANLIST;
                    case 'e' -> Numeric.RPL_ENDOFEXCEPTLIST;
                    default -> Numeric.RPL_ENDOFINVEXLIST;
                };
        for (MaskList.Entry one : channel.list(list(letter)).entries()) {
            session.numeric(entry, channel.name(), one.mask(), one.setBy(), Long.toString(one.setSeconds()));
        }
        session.numeric(end, channel.name());
    }
}
