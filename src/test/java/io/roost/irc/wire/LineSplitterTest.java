package io.roost.irc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LineSplitterTest {
    private static final String TOO_LONG = "<too long>";

    @Property(tries = 300)
    void split_whenCutAnywhere_thenTheSameLines(
            @ForAll @Size(max = 8) List<@AlphaChars @NotEmpty String> lines, @ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder stream = new StringBuilder();
        for (String line : lines) {
            stream.append(line).append(random.nextBoolean() ? "\r\n" : random.nextBoolean() ? "\n" : "\r");
        }

        assertThat(split(stream.toString().getBytes(StandardCharsets.ISO_8859_1), random))
                .isEqualTo(lines);
    }

    @Property(tries = 300)
    void split_whenGarbage_thenNothingIsLostButLineEnds(@ForAll @Size(max = 3_000) byte[] bytes, @ForAll long seed) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> expected = new ArrayList<>();
        String[] parts = text.split("[\r\n]", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            if (!parts[i].isEmpty()) {
                expected.add(parts[i]);
            }
        }

        assertThat(split(bytes, new Random(seed))).isEqualTo(expected);
    }

    @Property(tries = 50)
    void split_whenALineIsTooLong_thenSaidOnceAndTheNextIsWhole(
            @ForAll @IntRange(min = WireLimits.LINE + 1, max = 40_000) int length, @ForAll long seed) {
        byte[] bytes = ("a".repeat(length) + "\r\nPING x\r\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(split(bytes, new Random(seed))).containsExactly(TOO_LONG, "PING x");
    }

    @Test
    void split_whenALineNeverEnds_thenNoMoreIsKeptThanALine() {
        LineSplitter rest = null;
        ByteBuf garbage = Unpooled.buffer().writeZero(16_384);
        Recorder recorder = new Recorder();
        for (int i = 0; i < 100; i++) {
            rest = LineSplitter.split(rest, garbage.duplicate(), UnpooledByteBufAllocator.DEFAULT, recorder);
        }

        assertThat(recorder.lines).isEmpty();
        Objects.requireNonNull(rest).release();
    }

    private static List<String> split(byte[] bytes, Random random) {
        Recorder recorder = new Recorder();
        LineSplitter rest = null;
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 20_000));
            ByteBuf read = Unpooled.copiedBuffer(bytes, from, to - from);
            rest = LineSplitter.split(rest, read, UnpooledByteBufAllocator.DEFAULT, recorder);
            read.release();
            from = to;
        }
        if (rest != null) {
            rest.release();
        }
        return recorder.lines;
    }

    private static final class Recorder implements LineSink {
        private final List<String> lines = new ArrayList<>();

        @Override
        public boolean line(ByteBuf bytes, int from, int to) {
            return lines.add(bytes.toString(from, to - from, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void rest(ByteBuf bytes, int from, int to) {
            assertThat(to - from).as("it always goes on").isZero();
        }

        @Override
        public boolean tooLong() {
            return lines.add(TOO_LONG);
        }
    }
}
