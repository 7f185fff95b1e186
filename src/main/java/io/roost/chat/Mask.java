package io.roost.chat;

/** Patterns with {@code *} and {@code ?}; both sides are to be folded beforehand. */
public final class Mask {
    private Mask() {}

    /** Whether all of {@code text} is as {@code mask} says; in time of the product of their lengths at most. */
    public static boolean matches(String mask, String text) {
        int m = 0;
        int t = 0;
        int star = -1;
        int resumeAt = 0;
        while (t < text.length()) {
            if (m < mask.length() && mask.charAt(m) == '*') {
                star = m++;
                resumeAt = t;
            } else if (m < mask.length() && (mask.charAt(m) == '?' || mask.charAt(m) == text.charAt(t))) {
                m++;
                t++;
            } else if (star >= 0) {
                m = star + 1;
                t = ++resumeAt;
            } else {
                return false;
            }
        }
        while (m < mask.length() && mask.charAt(m) == '*') {
            m++;
        }
        return m == mask.length();
    }

    /** {@code nick}, {@code user@host} or parts of a mask, made a whole {@code nick!user@host}. */
    public static String completed(String partial) {
        int bang = partial.indexOf('!');
        int at = partial.indexOf('@', bang + 1);
        String nick = bang >= 0 ? partial.substring(0, bang) : at >= 0 ? "" : partial;
        String user = bang < 0 && at < 0 ? "" : partial.substring(bang + 1, at < 0 ? partial.length() : at);
        String host = at < 0 ? "" : partial.substring(at + 1);
        return orStar(nick) + "!" + orStar(user) + "@" + orStar(host);
    }

    private static String orStar(String part) {
        return part.isEmpty() ? "*" : part;
    }
}
