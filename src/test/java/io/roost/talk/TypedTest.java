package io.roost.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypedTest {
    private final Typed typed = new Typed();

    @ParameterizedTest
    @CsvSource({
        "hello, hello",
        "hexx\bl\blo, hexlo",
        "\b\b\bhi, hi",
        "caf\u00e9\u007f\u007fe, cae",
        "\ud83d\udc26\bbird, bird",
        "wrong\u0015right, right",
        "a\tb, a b",
        "a\u0000b\u0007c, abc",
        "up\u001b[Adown\u001b[1;5B, updown",
        "f1\u001bOP., f1.",
        "alt\u001bx., alt.",
        "end\u001b[, end",
        "end\u001b, end",
        "c1\u009bx, c1x"
    })
    void line_whenKeysErase_thenWhatWasMeant(String sent, String meant) {
        assertThat(text(sent.getBytes(StandardCharsets.UTF_8))).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "fffb1ffffb20616e6e, ann", // IAC WILL NAWS, IAC WILL TERMINAL-SPEED
        "fffd03616e6e, ann", // IAC DO SUPPRESS-GO-AHEAD
        "fffa1f00500018fff0616e6e, ann", // IAC SB NAWS 80 24 IAC SE
        "616efff4616e6e, anann", // IAC IP
        "61fff7616e6e, ann", // IAC EC
        "61626364fff8616e6e, ann", // IAC EL
        "616e6eff, ann",
        "616e6efffb, ann",
        "616e6efffa1f00, ann"
    })
    void line_whenTelnetNegotiates_thenItIsNotHeard(String sent, String meant) {
        byte[] bytes = java.util.HexFormat.of().parseHex(sent);

        assertThat(text(bytes)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"61ffff", "c3", "c328", "eda080", "f5808080", "80"})
    void line_whenNotUtf8_thenNone(String sent) {
        assertThat(text(java.util.HexFormat.of().parseHex(sent))).isNull();
    }

    @Test
    void line_whenAPartOfABuffer_thenThatPart() {
        ByteBuf buffer = Unpooled.copiedBuffer("one two three", StandardCharsets.UTF_8);

        assertThat(typed.text(buffer, 4, 7)).isEqualTo("two");
    }

    @Property
    void line_whenAnyBytes_thenNeitherControlsNorHarm(@ForAll @Size(max = 200) byte[] bytes) {
        String text = text(bytes);

        assertThat(text == null ? "" : text).doesNotContainPattern("[\\x00-\\x1F\\x7F-\\x9F]");
    }

    private @Nullable String text(byte[] bytes) {
        return typed.text(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
    }
}
