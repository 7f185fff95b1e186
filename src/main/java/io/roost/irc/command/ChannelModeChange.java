package io.roost.irc.command;

import io.roost.chat.ChatChannel;
import io.roost.chat.MaskList;
import io.roost.chat.Membership;
import io.roost.chat.User;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Numeric;
import io.roost.irc.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One MODE command on a channel: letter by letter, what is done is told to all in as few lines as hold it. */
final class ChannelModeChange {
    private static final int KEY_LENGTH = 32;
    private static final int MASK_BYTES = 200;

    /** Letters and parameters of one line, with room for its source and channel. */
    private static final int LINE_CHARS = 250;

    private final IrcSession session;
    private final ChatChannel channel;
    private final IrcMessage message;
    private final @Nullable Membership own;
    private final StringBuilder letters = new StringBuilder();
    private final StringBuilder answered = new StringBuilder();
    private final List<String> parameters = new ArrayList<>();
    private int nextParameter = 2;
    private int parametersUsed;
    private int chars;
    private char sign;
    private boolean isSet = true;
    private boolean wasRefused;

    /** Under the channel's lock until it has run. */
    ChannelModeChange(IrcSession session, ChatChannel channel, IrcMessage message) {
        this.session = session;
        this.channel = channel;
        this.message = message;
        this.own = session.user().membershipIn(channel);
    }

    void run() {
        String modes = message.get(1);
        for (int i = 0; i < modes.length(); i++) {
            char letter = modes.charAt(i);
            if (letter == '+' || letter == '-') {
                isSet = letter == '+';
            } else if (ChannelModes.isList(letter)) {
                list(letter);
            } else if (ChannelModes.rank(letter) != 0) {
                rank(letter);
            } else if (letter == 'k') {
                key();
            } else if (letter == 'l') {
                limit();
            } else if (ChannelModes.flag(letter) != 0) {
                if (mayChange() && channel.set(ChannelModes.flag(letter), isSet)) {
                    done(letter, null);
                }
            } else if (mayAnswer(letter)) {
                session.numeric(Numeric.ERR_UNKNOWNMODE, String.valueOf(letter));
            }
        }
        tell();
    }

    private void list(char letter) {
        String mask = parameter();
        if (mask == null || mask.isEmpty()) {
            if (mayAnswer(letter)) {
                ChannelModes.tellList(session, channel, letter);
            }
            return;
        }
        if (!mayChange()) {
            return;
        }
        if (mask.indexOf(' ') >= 0 || mask.startsWith(":")) {
            String mode = String.valueOf(letter);
            session.numeric(Numeric.ERR_INVALIDMODEPARAM, channel.name(), mode, "*", "A mask is one word");
            return;
        }
        String whole = Utf8.cut(MaskList.completed(mask), MASK_BYTES);
        ChatChannel.Masks which = ChannelModes.list(letter);
        if (!isSet) {
            if (channel.removeFrom(which, whole)) {
                done(letter, whole);
            }
        } else if (channel.listSize() >= session.server().limits().listSize()) {
            session.numeric(Numeric.ERR_BANLISTFULL, channel.name(), whole);
        } else if (channel.addTo(
                which, new MaskList.Entry(whole, session.user().prefix(), System.currentTimeMillis() / 1_000))) {
            done(letter, whole);
        }
    }

    private void rank(char letter) {
        String nick = parameter();
        int rank = ChannelModes.rank(letter);
        if (nick == null || nick.isEmpty()) {
            needMore(letter);
            return;
        }
        if (!mayChange(rank == Membership.VOICE ? Membership.HALFOP : Membership.OPERATOR)) {
            return;
        }
        User user = session.world().nicknames().find(nick);
        Membership member = user == null ? null : user.membershipIn(channel);
        if (user == null) {
            session.numeric(Numeric.ERR_NOSUCHNICK, nick);
        } else if (member == null) {
            session.numeric(Numeric.ERR_USERNOTINCHANNEL, user.nick(), channel.name());
        } else if (member.setRank(rank, isSet)) {
            done(letter, user.nick());
        }
    }

    private void key() {
        String key = parameter();
        if (!mayChange()) {
            return;
        }
        if (!isSet) {
            if (!channel.key().isEmpty()) {
                channel.setKey("");
                done('k', "*");
            }
        } else if (key == null) {
            needMore('k');
        } else if (!isValidKey(key)) {
            session.numeric(Numeric.ERR_INVALIDMODEPARAM, channel.name(), "k", "*", "Key is not well-formed");
        } else if (!key.equals(channel.key())) {
            channel.setKey(key);
            done('k', key);
        }
    }

    private void limit() {
        if (!isSet) {
            if (mayChange() && channel.limit() > 0) {
                channel.setLimit(0);
                done('l', null);
            }
            return;
        }
        String text = parameter();
        if (!mayChange()) {
            return;
        }
        if (text == null) {
            needMore('l');
            return;
        }
        int limit = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (limit == 0) {
            String shown = text.isEmpty() || text.indexOf(' ') >= 0 || text.startsWith(":") ? "*" : text;
            session.numeric(Numeric.ERR_INVALIDMODEPARAM, channel.name(), "l", shown, "The limit is a number above 0");
        } else if (limit != channel.limit()) {
            channel.setLimit(limit);
            done('l', Integer.toString(limit));
        }
    }

    /** The next one; null when there is none, or too many were used. */
    private @Nullable String parameter() {
        if (nextParameter >= message.count() || parametersUsed >= Isupport.MODES) {
            return null;
        }
        parametersUsed++;
        return message.get(nextParameter++);
    }

    private void needMore(char letter) {
        if (mayAnswer(letter)) {
            session.numeric(Numeric.ERR_NEEDMOREPARAMS, message.command());
        }
    }

    /** Each letter has one answer, however often it stands there, or one line would have hundreds of lists for an answer. */
    private boolean mayAnswer(char letter) {
        if (answered.length() >= Isupport.MODES || answered.indexOf(String.valueOf(letter)) >= 0) {
            return false;
        }
        answered.append(letter);
        return true;
    }

    private boolean mayChange() {
        return mayChange(Membership.HALFOP);
    }

    /** Says so once when not. */
    private boolean mayChange(int rank) {
        if (own != null && own.isAtLeast(rank)) {
            return true;
        }
        if (!wasRefused) {
            wasRefused = true;
            session.numeric(own == null ? Numeric.ERR_NOTONCHANNEL : Numeric.ERR_CHANOPRIVSNEEDED, channel.name());
        }
        return false;
    }

    private void done(char letter, @Nullable String parameter) {
        int length = 2 + (parameter == null ? 0 : 1 + parameter.length());
        if (chars + length > LINE_CHARS) {
            tell();
        }
        chars += length;
        char signNow = isSet ? '+' : '-';
        if (sign != signNow) {
            letters.append(signNow);
            sign = signNow;
        }
        letters.append(letter);
        if (parameter != null) {
            parameters.add(parameter);
        }
    }

    private void tell() {
        if (letters.isEmpty()) {
            return;
        }
        parameters.add(0, channel.name());
        parameters.add(1, letters.toString());
        User user = session.user();
        Line line = Line.of(user.source(), "MODE", parameters.toArray(String[]::new));
        channel.say(line, session.wantsEcho() ? user : null, true);
        letters.setLength(0);
        parameters.clear();
        chars = 0;
        sign = 0;
    }

    private static boolean isValidKey(String key) {
        if (key.isEmpty() || key.length() > KEY_LENGTH || key.startsWith(":")) {
            return false;
        }
        return key.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ',');
    }
}
