package io.roost.irc.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines of clients apart: {@code [@tags] [:source] COMMAND parameter… [:last parameter]}. NUL bytes
 * are skipped; a source is read over, since a client is its own.
 *
 * <p><b>Threading:</b> one loop's; its scratch space is shared by all sessions of the loop.
 */
public final class IrcParser {
    private final byte[] line = new byte[WireLimits.LINE];
    private int end;
    private int at;

    /** Why a line is refused; null from {@link #parse} and no refusal: there was nothing in it. */
    private boolean isTooLong;

    /** Whether the line that was parsed last was refused for its length. */
    public boolean isTooLong() {
        return isTooLong;
    }

    /** The line from {@code from} to {@code to}; null when it has no command or is too long. */
    public @Nullable IrcMessage parse(ByteBuf bytes, int from, int to) {
        load(bytes, from, to);
        String tags = tags();
        isTooLong = tags.length() > WireLimits.CLIENT_TAGS || end - at > WireLimits.BODY;
        skipSpaces();
        if (at < end && line[at] == ':') {
            word();
            skipSpaces();
        }
        int commandAt = at;
        int commandEnd = word();
        if (commandEnd == commandAt || isTooLong) {
            return null;
        }
        boolean isUtf8 = Utf8.isValid(line, 0, end);
        String command = capitals(commandAt, commandEnd);
        return new IrcMessage(tags, command, parameters(), isUtf8);
    }

    /** The value of the label tag of the line that was refused last; null if there was none. */
    public @Nullable String label() {
        at = 0;
        return Tags.value(tags(), "label");
    }

    private void load(ByteBuf bytes, int from, int to) {
        bytes.getBytes(from, line, 0, to - from);
        end = 0;
        at = 0;
        for (int i = 0; i < to - from; i++) {
            if (line[i] != 0) {
                line[end++] = line[i];
            }
        }
    }

    private String tags() {
        if (end == 0 || line[0] != '@') {
            return "";
        }
        at = 1;
        String tags = text(1, word());
        if (at < end) {
            at++;
        }
        return tags;
    }

    private List<String> parameters() {
        List<String> parameters = new ArrayList<>(4);
        skipSpaces();
        while (at < end) {
            int from = at;
            if (line[at] == ':' || parameters.size() == WireLimits.PARAMETERS - 1) {
                parameters.add(text(line[at] == ':' ? from + 1 : from, end));
                break;
            }
            parameters.add(text(from, word()));
            skipSpaces();
        }
        return parameters;
    }

    /** Moves behind the word that begins here. */
    private int word() {
        while (at < end && line[at] != ' ') {
            at++;
        }
        return at;
    }

    private void skipSpaces() {
        while (at < end && line[at] == ' ') {
            at++;
        }
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private String capitals(int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] >= 'a' && line[i] <= 'z') {
                line[i] = (byte) (line[i] - ('a' - 'A'));
            }
        }
        return text(from, to);
    }
}
