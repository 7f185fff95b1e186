package io.roost.irc.command;

import io.roost.chat.Refusal;
import io.roost.irc.wire.Numeric;

/** Refusals as numerics. */
final class Refusals {
    private Refusals() {}

    static Numeric numeric(Refusal refusal) {
        return switch (refusal) {
            case BAD_NICK -> Numeric.ERR_ERRONEUSNICKNAME;
            case NICK_IN_USE -> Numeric.ERR_NICKNAMEINUSE;
            case NO_SUCH_USER -> Numeric.ERR_NOSUCHNICK;
            case NO_SUCH_CHANNEL -> Numeric.ERR_NOSUCHCHANNEL;
            case TOO_MANY_CHANNELS -> Numeric.ERR_TOOMANYCHANNELS;
            case INVITE_ONLY -> Numeric.ERR_INVITEONLYCHAN;
            case BANNED -> Numeric.ERR_BANNEDFROMCHAN;
            case BAD_KEY -> Numeric.ERR_BADCHANNELKEY;
            case FULL -> Numeric.ERR_CHANNELISFULL;
            case ACCOUNT_NEEDED, SHUNS_STRANGERS -> Numeric.ERR_NEEDREGGEDNICK;
            case NOT_A_MEMBER -> Numeric.ERR_NOTONCHANNEL;
            case THEY_ARE_NO_MEMBER -> Numeric.ERR_USERNOTINCHANNEL;
            case RIGHTS_NEEDED -> Numeric.ERR_CHANOPRIVSNEEDED;
            case SILENCED, NO_CTCP -> Numeric.ERR_CANNOTSENDTOCHAN;
        };
    }

    /** The answer about a channel. */
    static void tell(IrcSession session, Refusal refusal, String channelName) {
        session.numeric(numeric(refusal), shown(session, channelName));
    }

    /** A channel as it is written, not as the client wrote it. */
    static String shown(IrcSession session, String channelName) {
        var channel = session.world().directory().find(channelName);
        return channel != null ? channel.name() : channelName;
    }
}
