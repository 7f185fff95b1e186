package io.roost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What each line that goes out must be, whatever came in. */
public final class WireForm {
    /** RFC 1459 § 2.3, with CR LF. */
    private static final int MAX_BODY_BYTES = 512;

    /** IRCv3 message-tags: the server's 4,094 and the client's, with @ and space. */
    private static final int MAX_TAG_BYTES = 8_191;

    /** How many words stand between the code and the text: one that has a space or a colon in it would make another. */
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("341", 2),
            Map.entry("366", 2),
            Map.entry("368", 2),
            Map.entry("401", 2),
            Map.entry("403", 2),
            Map.entry("404", 2),
            Map.entry("405", 2),
            Map.entry("406", 2),
            Map.entry("407", 2),
            Map.entry("410", 2),
            Map.entry("421", 2),
            Map.entry("432", 2),
            Map.entry("433", 2),
            Map.entry("441", 3),
            Map.entry("442", 2),
            Map.entry("443", 3),
            Map.entry("461", 2),
            Map.entry("471", 2),
            Map.entry("472", 2),
            Map.entry("473", 2),
            Map.entry("474", 2),
            Map.entry("475", 2),
            Map.entry("477", 2),
            Map.entry("478", 3),
            Map.entry("482", 2),
            Map.entry("524", 2),
            Map.entry("696", 4),
            Map.entry("704", 2),
            Map.entry("734", 3));

    private WireForm() {}

    /** The output of an IRC session as text. */
    public static String checkedIrc(byte[] bytes) {
        String text = checked(bytes);
        for (String line : text.split("\r\n", -1)) {
            if (!line.isEmpty()) {
                assertIrc(line);
            }
        }
        return text;
    }

    /** The output of a talk session as text: nothing in it that a terminal would obey. */
    public static String checkedTalk(byte[] bytes) {
        String text = checked(bytes);
        assertThat(text.replace("\r\n", "")).doesNotContainPattern("[\\x00-\\x1F\\x7F-\\x9F]");
        return text;
    }

    private static void assertIrc(String line) {
        int space = line.startsWith("@") ? line.indexOf(' ') : -1;
        String tags = line.substring(0, space + 1);
        String body = line.substring(space + 1);
        assertThat(tags.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(MAX_TAG_BYTES);
        assertThat(body.getBytes(StandardCharsets.UTF_8).length + 2).as(line).isLessThanOrEqualTo(MAX_BODY_BYTES);
        String[] parts = body.split(" :", 2)[0].split(" ", -1);
        Integer words = parts.length > 1 ? WORDS.get(parts[1]) : null;
        if (words != null) {
            // Where no text is left, the line was cut: then its last word is.
            assertThat(parts.length - 2).as(line).isEqualTo(words);
        }
        assertThat(body).as("source and command").matches("(?s)(:[^ ]+ ([A-Z]+|[0-9]{3})( .*)?|ERROR :.*|PING :.*)");
    }

    private static String checked(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8: " + new String(bytes, StandardCharsets.ISO_8859_1), e);
        }
        if (!text.isEmpty()) {
            assertThat(text).endsWith("\r\n");
            assertThat(text.replace("\r\n", "")).doesNotContainPattern("[\\r\\n\\x00]");
            assertThat(text).doesNotContain("\r\n\r\n");
        }
        return text;
    }
}
