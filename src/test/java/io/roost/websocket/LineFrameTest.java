package io.roost.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LineFrameTest {
    @Property
    void ofLines_whenSomeBytesStandBefore_thenOnlyTheLinesBehindThemAreFramed(
            @ForAll @Size(max = 6) List<@IntRange(max = 700) Integer> lengths, @ForAll boolean isBinary) {
        ByteBuf out = Unpooled.buffer();
        ByteBuf expected = Unpooled.buffer();
        out.writeByte(7);
        expected.writeByte(7);
        for (int length : lengths) {
            String line = "x".repeat(length);
            out.writeCharSequence(line + "\r\n", StandardCharsets.US_ASCII);
            Frames.header(expected, Frames.FIN | (isBinary ? Frames.BINARY : Frames.TEXT), length);
            expected.writeCharSequence(line, StandardCharsets.US_ASCII);
        }

        LineFrame.ofLines(out, 1, isBinary);

        assertThat(out).isEqualTo(expected);
    }

    @Test
    void ofLines_whenTheLineIsLongerThanTheBuffer_thenItGrows() {
        ByteBuf out = Unpooled.buffer(202);
        out.writeCharSequence("x".repeat(200) + "\r\n", StandardCharsets.US_ASCII);

        LineFrame.ofLines(out, 0, false);

        assertThat(out.readableBytes()).isEqualTo(204);
    }
}
