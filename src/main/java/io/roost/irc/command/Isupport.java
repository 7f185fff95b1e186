package io.roost.irc.command;

import io.roost.config.RoostConfig;
import io.roost.irc.wire.Numeric;
import java.util.ArrayList;
import java.util.List;

/** What the server can do and how much of it, as 004 and 005 tell it. */
final class Isupport {
    static final String USER_MODES = "BRiow";
    static final String CHANNEL_MODES = "CIRbehiklmnostv";
    static final String MODES_WITH_PARAMETER = "Ibehklov";

    /** Targets of one command. */
    static final int MESSAGE_TARGETS = 4;

    /** Mode changes with a parameter in one command. */
    static final int MODES = 20;

    private static final int TOKENS_PER_LINE = 13;

    private Isupport() {}

    static void send(IrcSession session) {
        for (String[] tokens : session.server().isupport()) {
            session.numeric(Numeric.RPL_ISUPPORT, tokens);
        }
    }

    /** The tokens of each line. */
    static List<String[]> lines(RoostConfig.Server names, RoostConfig.Chat limits) {
        List<String> tokens = tokens(names, limits);
        List<String[]> lines = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i += TOKENS_PER_LINE) {
            int end = Math.min(tokens.size(), i + TOKENS_PER_LINE);
            lines.add(tokens.subList(i, end).toArray(String[]::new));
        }
        return List.copyOf(lines);
    }

    private static List<String> tokens(RoostConfig.Server names, RoostConfig.Chat limits) {
        List<String> tokens = new ArrayList<>();
        tokens.add("AWAYLEN=" + limits.topicLength());
        tokens.add("BOT=B");
        tokens.add("CASEMAPPING=ascii");
        tokens.add("CHANLIMIT=#:" + limits.channelsPerUser());
        tokens.add("CHANMODES=Ibe,k,l,CRimnst");
        tokens.add("CHANNELLEN=" + limits.channelLength());
        tokens.add("CHANTYPES=#");
        tokens.add("ELIST=CMNTU");
        tokens.add("EXCEPTS=e");
        tokens.add("EXTBAN=,m");
        tokens.add("HOSTLEN=64");
        tokens.add("INVEX=I");
        tokens.add("KICKLEN=" + limits.topicLength());
        tokens.add("MAXLIST=beI:" + limits.listSize());
        tokens.add("MAXTARGETS=" + MESSAGE_TARGETS);
        tokens.add("MODES=" + MODES);
        tokens.add("MONITOR=" + MonitorCommand.MOST);
        tokens.add("NAMELEN=" + UserCommand.REAL_NAME_LENGTH);
        tokens.add("NETWORK=" + names.network());
        tokens.add("NICKLEN=" + limits.nickLength());
        tokens.add("PREFIX=(ohv)@%+");
        tokens.add("SAFELIST");
        tokens.add("STATUSMSG=@%+");
        tokens.add("TARGMAX=JOIN:,KICK:,LIST:,NAMES:,NOTICE:" + MESSAGE_TARGETS + ",PART:,PRIVMSG:" + MESSAGE_TARGETS
                + ",TAGMSG:" + MESSAGE_TARGETS + ",WHOIS:1");
        tokens.add("TOPICLEN=" + limits.topicLength());
        tokens.add("USERLEN=" + UserCommand.NAME_LENGTH);
        tokens.add("UTF8ONLY");
        tokens.add("WHOX");
        return tokens;
    }
}
