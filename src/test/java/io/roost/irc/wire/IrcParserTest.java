package io.roost.irc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class IrcParserTest {
    private final IrcParser parser = new IrcParser();

    @Test
    void parse_whenAllPartsAreThere_thenEachIsTaken() {
        assertThat(parse("@a=1;+b :me!u@h privmsg  #a,b   :hello there "))
                .isEqualTo(new IrcMessage("a=1;+b", "PRIVMSG", List.of("#a,b", "hello there "), true));
    }

    @Test
    void parse_whenTheLastParameterIsEmpty_thenItCounts() {
        assertThat(parse("JOIN :").parameters()).containsExactly("");
        assertThat(parse("TOPIC #a :").parameters()).containsExactly("#a", "");
        assertThat(parse("LIST ").parameters()).isEmpty();
    }

    @Test
    void parse_whenMoreThanFifteenParameters_thenTheLastHoldsTheRest() {
        List<String> parameters =
                parse("X 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17").parameters();

        assertThat(parameters).hasSize(15);
        assertThat(parameters.get(14)).isEqualTo("15 16 17");
    }

    @Test
    void parse_whenNothingIsThere_thenNull() {
        assertThat(parser.parse(buffer("   "), 0, 3)).isNull();
        assertThat(parser.parse(buffer("@a"), 0, 2)).isNull();
        assertThat(parser.parse(buffer(":a "), 0, 3)).isNull();
        assertThat(parser.isTooLong()).isFalse();
    }

    @Test
    void parse_whenBodyOrTagsAreTooLong_thenRefused() {
        assertThat(parser.parse(buffer("PING " + "x".repeat(506)), 0, 511)).isNull();
        assertThat(parser.isTooLong()).isTrue();
        String tags = "@" + "t".repeat(4_095) + " PING x";
        assertThat(parser.parse(buffer(tags), 0, tags.length())).isNull();
        assertThat(parser.isTooLong()).isTrue();
        String allowed = "@" + "t".repeat(4_094) + " PING " + "x".repeat(505);
        assertThat(parser.parse(buffer(allowed), 0, allowed.length())).isNotNull();
    }

    @Test
    void parse_whenBytesAreNoUtf8_thenSaidSo() {
        for (String bad :
                List.of("\u00aa", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082")) {
            assertThat(parse("PRIVMSG a :" + bad).isUtf8()).as(bad).isFalse();
        }
        assertThat(parse("PRIVMSG a :\u00e2\u0082\u00ac \u00f0\u009f\u0098\u0083")
                        .get(1))
                .isEqualTo("€ 😃");
    }

    @Test
    void parse_whenNulBytesAreIn_thenSkipped() {
        assertThat(parse("PI\0NG \0x\0").parameters()).containsExactly("x");
    }

    @Property(tries = 500)
    void parse_whenAnyBytes_thenNeverThrows(@ForAll @Size(max = 700) byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);

        IrcMessage message = parser.parse(buffer, 0, bytes.length);

        assertThat(message == null || message.count() <= WireLimits.PARAMETERS).isTrue();
    }

    private IrcMessage parse(String line) {
        IrcMessage message = parser.parse(buffer(line), 0, line.length());
        return Objects.requireNonNull(message, line);
    }

    private static ByteBuf buffer(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
