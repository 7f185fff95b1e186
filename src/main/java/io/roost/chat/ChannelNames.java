package io.roost.chat;

/** Which names are channels'. */
public final class ChannelNames {
    private ChannelNames() {}

    /** Whether it is meant as a channel's. */
    public static boolean isChannel(String target) {
        return target.startsWith("#");
    }

    static boolean isValid(String name, int mostBytes) {
        if (!isChannel(name) || name.length() < 2) {
            return false;
        }
        int bytes = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == ',' || c == 0x7F || c == ':') {
                return false;
            }
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes <= mostBytes;
    }
}
