package io.roost.irc.wire;

/**
 * The numbered replies, by the names that modern.ircdocs.horse gives them. Those with a text of their own
 * end in it.
 */
public enum Numeric {
    RPL_WELCOME("001", ""),
    RPL_YOURHOST("002", ""),
    RPL_CREATED("003", ""),
    RPL_MYINFO("004", ""),
    RPL_ISUPPORT("005", "are supported by this server"),
    RPL_ENDOFSTATS("219", "End of STATS report"),
    RPL_UMODEIS("221", ""),
    RPL_STATSUPTIME("242", ""),
    RPL_STATSOLINE("243", ""),
    RPL_STATSDEBUG("249", ""),
    RPL_LUSERCLIENT("251", ""),
    RPL_LUSEROP("252", "operator(s) online"),
    RPL_LUSERUNKNOWN("253", "unknown connection(s)"),
    RPL_LUSERCHANNELS("254", "channels formed"),
    RPL_LUSERME("255", ""),
    RPL_ADMINME("256", "Administrative info"),
    RPL_ADMINLOC1("257", ""),
    RPL_ADMINLOC2("258", ""),
    RPL_ADMINEMAIL("259", ""),
    RPL_LOCALUSERS("265", ""),
    RPL_GLOBALUSERS("266", ""),
    RPL_AWAY("301", ""),
    RPL_USERHOST("302", ""),
    RPL_ISON("303", ""),
    RPL_UNAWAY("305", "You are no longer marked as being away"),
    RPL_NOWAWAY("306", "You have been marked as being away"),
    RPL_WHOISUSER("311", ""),
    RPL_WHOISSERVER("312", ""),
    RPL_WHOISOPERATOR("313", "is an IRC operator"),
    RPL_WHOWASUSER("314", ""),
    RPL_ENDOFWHO("315", "End of WHO list"),
    RPL_WHOISIDLE("317", "seconds idle, signon time"),
    RPL_ENDOFWHOIS("318", "End of WHOIS list"),
    RPL_WHOISCHANNELS("319", ""),
    RPL_LISTSTART("321", "Users  Name"),
    RPL_LIST("322", ""),
    RPL_LISTEND("323", "End of LIST"),
    RPL_CHANNELMODEIS("324", ""),
    RPL_CREATIONTIME("329", ""),
    RPL_WHOISACCOUNT("330", "is logged in as"),
    RPL_NOTOPIC("331", "No topic is set"),
    RPL_TOPIC("332", ""),
    RPL_TOPICWHOTIME("333", ""),
    RPL_WHOISBOT("335", "is a bot"),
    RPL_INVITELIST("336", ""),
    RPL_ENDOFINVITELIST("337", "End of invitation list"),
    RPL_WHOISACTUALLY("338", "is actually using host"),
    RPL_INVITING("341", ""),
    RPL_INVEXLIST("346", ""),
    RPL_ENDOFINVEXLIST("347", "End of channel invite exception list"),
    RPL_EXCEPTLIST("348", ""),
    RPL_ENDOFEXCEPTLIST("349", "End of channel exception list"),
    RPL_VERSION("351", ""),
    RPL_WHOREPLY("352", ""),
    RPL_NAMREPLY("353", ""),
    RPL_WHOSPCRPL("354", ""),
    RPL_LINKS("364", ""),
    RPL_ENDOFLINKS("365", "End of LINKS list"),
    RPL_ENDOFNAMES("366", "End of NAMES list"),
    RPL_BANLIST("367", ""),
    RPL_ENDOFBANLIST("368", "End of channel ban list"),
    RPL_ENDOFWHOWAS("369", "End of WHOWAS"),
    RPL_INFO("371", ""),
    RPL_MOTD("372", ""),
    RPL_ENDOFINFO("374", "End of INFO list"),
    RPL_MOTDSTART("375", ""),
    RPL_ENDOFMOTD("376", "End of MOTD command"),
    RPL_WHOISHOST("378", ""),
    RPL_WHOISMODES("379", ""),
    RPL_YOUREOPER("381", "You are now an IRC operator"),
    RPL_REHASHING("382", "Rehashing"),
    RPL_TIME("391", ""),
    ERR_NOSUCHNICK("401", "No such nick or channel"),
    ERR_NOSUCHSERVER("402", "No such server"),
    ERR_NOSUCHCHANNEL("403", "No such channel"),
    ERR_CANNOTSENDTOCHAN("404", ""),
    ERR_TOOMANYCHANNELS("405", "You have joined too many channels"),
    ERR_WASNOSUCHNICK("406", "There was no such nickname"),
    ERR_TOOMANYTARGETS("407", "Too many targets"),
    ERR_NOORIGIN("409", "No origin specified"),
    ERR_INVALIDCAPCMD("410", "Invalid CAP command"),
    ERR_NORECIPIENT("411", "No recipient given"),
    ERR_NOTEXTTOSEND("412", "No text to send"),
    ERR_TOOMANYMATCHES("416", "Too many to tell: these are some"),
    ERR_INPUTTOOLONG("417", "Input line was too long"),
    ERR_UNKNOWNCOMMAND("421", "Unknown command"),
    ERR_NOMOTD("422", "MOTD File is missing"),
    ERR_NOADMININFO("423", "No administrative info available"),
    ERR_NONICKNAMEGIVEN("431", "No nickname given"),
    ERR_ERRONEUSNICKNAME("432", "Erroneous nickname"),
    ERR_NICKNAMEINUSE("433", "Nickname is already in use"),
    ERR_USERNOTINCHANNEL("441", "They aren't on that channel"),
    ERR_NOTONCHANNEL("442", "You're not on that channel"),
    ERR_USERONCHANNEL("443", "is already on channel"),
    ERR_NOTREGISTERED("451", "You have not registered"),
    ERR_NEEDMOREPARAMS("461", "Not enough parameters"),
    ERR_ALREADYREGISTERED("462", "You may not reregister"),
    ERR_PASSWDMISMATCH("464", "Password incorrect"),
    ERR_INVALIDUSERNAME("468", "Your username is not valid"),
    ERR_CHANNELISFULL("471", "Cannot join channel (+l)"),
    ERR_UNKNOWNMODE("472", "is unknown mode char to me"),
    ERR_INVITEONLYCHAN("473", "Cannot join channel (+i)"),
    ERR_BANNEDFROMCHAN("474", "Cannot join channel (+b)"),
    ERR_BADCHANNELKEY("475", "Cannot join channel (+k)"),
    ERR_BADCHANMASK("476", "Bad Channel Mask"),
    ERR_NEEDREGGEDNICK("477", "You need to be logged in to join that channel"),
    ERR_BANLISTFULL("478", "Channel list is full"),
    ERR_NOPRIVILEGES("481", "Permission Denied- You're not an IRC operator"),
    ERR_CHANOPRIVSNEEDED("482", "You're not channel operator"),
    ERR_CANTKILLSERVER("483", "You can't kill a server!"),
    ERR_NOOPERHOST("491", "No O-lines for your host"),
    ERR_UMODEUNKNOWNFLAG("501", "Unknown MODE flag"),
    ERR_USERSDONTMATCH("502", "Can't change mode for other users"),
    ERR_HELPNOTFOUND("524", "No help available on this topic"),
    ERR_INVALIDKEY("525", "Key is not well-formed"),
    RPL_WHOISSECURE("671", "is using a secure connection"),
    ERR_INVALIDMODEPARAM("696", ""),
    RPL_HELPSTART("704", ""),
    RPL_HELPTXT("705", ""),
    RPL_ENDOFHELP("706", ""),
    RPL_MONONLINE("730", ""),
    RPL_MONOFFLINE("731", ""),
    RPL_MONLIST("732", ""),
    RPL_ENDOFMONLIST("733", "End of MONITOR list"),
    ERR_MONLISTFULL("734", "Monitor list is full");

    private final String code;
    private final String text;

    Numeric(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /** Three digits. */
    public String code() {
        return code;
    }

    /** All parameters: to whom, these, and the text if there is one. */
    public String[] parameters(String nick, String... own) {
        boolean hasText = !text.isEmpty();
        String[] all = new String[own.length + (hasText ? 2 : 1)];
        all[0] = nick;
        System.arraycopy(own, 0, all, 1, own.length);
        if (hasText) {
            all[all.length - 1] = text;
        }
        return all;
    }

    /** The last parameter; empty when that is not always the same. */
    public String text() {
        return text;
    }
}
