package io.roost.load.chat;

import java.nio.charset.StandardCharsets;

/**
 * What users and channels are called: names of one length each, nine characters at most, which every server takes. Two generators
 * that share a server need different prefixes.
 */
final class Names {
    static final int LONGEST_PREFIX = 4;

    private static final int RADIX = 36;
    private static final int NUMBER_DIGITS = 5;

    private final String prefix;

    Names(String prefix) {
        this.prefix = prefix;
    }

    /** Of a user of the whole swarm. */
    String nick(int user) {
        return prefix + number(user);
    }

    /** Of a channel of the whole swarm. */
    String channel(int group) {
        return "#" + prefix + number(group);
    }

    private static String number(int number) {
        String digits = Integer.toString(number, RADIX);
        return "0".repeat(NUMBER_DIGITS - digits.length()) + digits;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
