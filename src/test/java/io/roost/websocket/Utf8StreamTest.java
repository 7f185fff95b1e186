package io.roost.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class Utf8StreamTest {
    @Property(tries = 3_000)
    void next_whenGivenBytes_thenAgreesWithTheJdk(
            @ForAll("nearlyUtf8") byte[] bytes, @ForAll @IntRange(max = 8) int cut) {
        ByteBuf all = Unpooled.wrappedBuffer(bytes);
        int middle = Math.min(cut, bytes.length);

        int state = Utf8Stream.next(Utf8Stream.WHOLE, all, 0, middle);
        if (state != Utf8Stream.WRONG) {
            state = Utf8Stream.next(state, all, middle, bytes.length);
        }

        assertThat(state == Utf8Stream.WHOLE).isEqualTo(isUtf8(bytes));
    }

    @Property
    void next_whenGivenText_thenWhole(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8Stream.next(Utf8Stream.WHOLE, Unpooled.wrappedBuffer(bytes), 0, bytes.length))
                .isEqualTo(Utf8Stream.WHOLE);
    }

    @Provide
    Arbitrary<byte[]> nearlyUtf8() {
        Byte[] telling = new Byte[] {
            'a',
            0x7F,
            (byte) 0x80,
            (byte) 0x8F,
            (byte) 0x90,
            (byte) 0x9F,
            (byte) 0xA0,
            (byte) 0xBF,
            (byte) 0xC0,
            (byte) 0xC1,
            (byte) 0xC2,
            (byte) 0xDF,
            (byte) 0xE0,
            (byte) 0xE1,
            (byte) 0xED,
            (byte) 0xEF,
            (byte) 0xF0,
            (byte) 0xF4,
            (byte) 0xF5,
            (byte) 0xFF
        };
        return Arbitraries.of(telling).array(byte[].class).ofMaxSize(8);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
