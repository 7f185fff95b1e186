package io.roost.load.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A line of IRC in a buffer: where its parts begin. One is used for all lines. */
final class Line {
    /** Commands of four letters as little-endian numbers. */
    static final int PING = 0x474e4950;

    static final int JOIN = 0x4e494f4a;
    static final int QUIT = 0x54495551;

    private static final int LONGEST_TEXT = 160;

    private ByteBuffer in = ByteBuffer.allocate(0);
    private int command;
    private int commandEnd;
    private int end;

    /** Finds the parts: tags and source are passed over. */
    void read(ByteBuffer buffer, int from, int lineFeed) {
        in = buffer;
        end = lineFeed > from && buffer.get(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
        int place = from;
        while (place < end && (buffer.get(place) == '@' || buffer.get(place) == ':')) {
            place = afterSpaces(wordEnd(place));
        }
        command = place;
        commandEnd = wordEnd(place);
    }

    /** A command of four letters; 0 for a longer or shorter one. */
    int four() {
        return commandEnd - command == 4 ? in.getInt(command) : 0;
    }

    /** A command of three digits; -1 for any other. */
    int numeric() {
        if (commandEnd - command != 3) {
            return -1;
        }
        int number = 0;
        for (int i = command; i < commandEnd; i++) {
            int digit = in.get(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    String command() {
        return text(command, commandEnd);
    }

    /** All after the command. */
    String parameters() {
        return text(afterSpaces(commandEnd), end);
    }

    /** After the last {@code " :"}: what the server says in words. */
    String trailing() {
        String all = parameters();
        if (all.startsWith(":")) {
            return all.substring(1);
        }
        int colon = all.indexOf(" :");
        return colon < 0 ? all : all.substring(colon + 2);
    }

    private String text(int from, int to) {
        byte[] bytes = new byte[Math.max(0, Math.min(to - from, LONGEST_TEXT))];
        in.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int wordEnd(int from) {
        int place = from;
        while (place < end && in.get(place) != ' ') {
            place++;
        }
        return place;
    }

    private int afterSpaces(int from) {
        int place = from;
        while (place < end && in.get(place) == ' ') {
            place++;
        }
        return place;
    }
}
