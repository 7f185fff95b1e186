package io.roost.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.irc.wire.Tags;
import java.nio.charset.StandardCharsets;

/** Tags: what is escaped comes back as it was, and what is relayed is a part of what came. */
public final class TagsTarget {
    private TagsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String escaped = Tags.escaped(text);
        assertThat(escaped).doesNotContainPattern("[ ;\\r\\n]");
        assertThat(Tags.value("a=1;label=" + escaped + ";b", "label")).isEqualTo(text);

        // As a client's tags, which have neither spaces nor line ends.
        String tags = text.replaceAll("[ \\r\\n\\x00]", "");
        String relayed = Tags.ofClients(tags);
        assertThat(relayed.length()).isLessThanOrEqualTo(tags.length());
        for (String tag : relayed.split(";", -1)) {
            assertThat(tag.isEmpty() || (tag.startsWith("+") && tags.contains(tag)))
                    .as(tag)
                    .isTrue();
        }
        Tags.value(tags, "label");
    }
}
