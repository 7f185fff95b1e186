package io.roost.irc.wire;

import org.jspecify.annotations.Nullable;

/** IRCv3 message tags: {@code key=value;key;…}, with the values escaped. */
public final class Tags {
    private Tags() {}

    /** The unescaped value of {@code key} in {@code tags}, the last one counts; null when absent. */
    public static @Nullable String value(String tags, String key) {
        String found = null;
        int from = 0;
        while (from < tags.length()) {
            int to = end(tags, from);
            if (tags.startsWith(key, from) && from + key.length() <= to) {
                int behind = from + key.length();
                if (behind == to) {
                    found = "";
                } else if (tags.charAt(behind) == '=') {
                    found = unescaped(tags.substring(behind + 1, to));
                }
            }
            from = to + 1;
        }
        return found;
    }

    /** Those of {@code tags} that clients tell each other, which begin with {@code +}; as they are. */
    public static String ofClients(String tags) {
        if (tags.indexOf('+') < 0) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        int from = 0;
        while (from < tags.length()) {
            int to = end(tags, from);
            if (tags.charAt(from) == '+' && to > from + 1) {
                kept.append(kept.isEmpty() ? "" : ";").append(tags, from, to);
            }
            from = to + 1;
        }
        return kept.toString();
    }

    /** A value as it is sent. */
    public static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case ';' -> escaped.append("\\:");
                case ' ' -> escaped.append("\\s");
                case '\\' -> escaped.append("\\\\");
                case '\r' -> escaped.append("\\r");
                case '\n' -> escaped.append("\\n");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** What was sent, as a value: a backslash before any other letter, or at the end, is dropped. */
    static String unescaped(String sent) {
        if (sent.indexOf('\\') < 0) {
            return sent;
        }
        StringBuilder value = new StringBuilder(sent.length());
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            if (c != '\\') {
                value.append(c);
            } else if (++i < sent.length()) {
                value.append(
                        switch (sent.charAt(i)) {
                            case ':' -> ';';
                            case 's' -> ' ';
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            default -> sent.charAt(i);
                        });
            }
        }
        return value.toString();
    }

    private static int end(String tags, int from) {
        int end = tags.indexOf(';', from);
        return end < 0 ? tags.length() : end;
    }
}
