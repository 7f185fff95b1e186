package io.roost.chat;

/** When two names are one: CASEMAPPING=ascii. */
public final class Folding {
    private Folding() {}

    /** The name in lower case; the same object when it is that already. */
    public static String fold(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isCapital(name.charAt(i))) {
                return folded(name);
            }
        }
        return name;
    }

    /** Whether both fold alike. */
    public static boolean isSame(String one, String other) {
        return fold(one).equals(fold(other));
    }

    private static String folded(String name) {
        char[] chars = name.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (isCapital(chars[i])) {
                chars[i] = (char) (chars[i] + ('a' - 'A'));
            }
        }
        return new String(chars);
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
