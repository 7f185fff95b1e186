package io.roost.load.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatMessageTest {
    private final ByteBuffer buffer = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

    @Property
    void put_whenRead_thenTheSame(
            @ForAll @IntRange(max = (1 << 24) - 1) int user,
            @ForAll @LongRange(max = Long.MAX_VALUE) long sequence,
            @ForAll @LongRange(max = Long.MAX_VALUE) long dueNanos,
            @ForAll @IntRange(min = ChatMessage.LEAST_BYTES, max = ChatMessage.MOST_BYTES) int bytes,
            @ForAll @IntRange(max = 100) int place) {
        buffer.clear().position(place);

        ChatMessage.put(buffer, user, sequence, dueNanos, bytes);

        assertThat(buffer.position()).isEqualTo(place + bytes);
        assertThat(ChatMessage.isAt(buffer, place)).isTrue();
        assertThat(ChatMessage.user(buffer, place)).isEqualTo(user);
        assertThat(ChatMessage.sequence(buffer, place)).isEqualTo(sequence);
        assertThat(ChatMessage.dueNanos(buffer, place)).isEqualTo(dueNanos);
    }

    @Test
    void put_whenWritten_thenPrintableAndWithoutSpaces() {
        ChatMessage.put(buffer, 12_345, Long.MAX_VALUE, 0x123456789abcdefL, ChatMessage.MOST_BYTES);

        for (int i = 0; i < buffer.position(); i++) {
            assertThat(buffer.get(i)).isBetween((byte) 0x21, (byte) 0x7e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 8, 15, 16, 18, 19, 26, 27, 29})
    void read_whenADigitIsNone_thenDamaged(int place) {
        for (byte other : new byte[] {' ', 0, '/', 'p', (byte) 0xff}) {
            buffer.clear();
            ChatMessage.put(buffer, 77, 1_234_567, 89_101_112, ChatMessage.LEAST_BYTES);
            buffer.put(place, other);

            boolean isDamaged = ChatMessage.user(buffer, 0) < 0
                    || ChatMessage.sequence(buffer, 0) < 0
                    || ChatMessage.dueNanos(buffer, 0) < 0;

            assertThat(isDamaged).as("%d at %d", other, place).isTrue();
        }
    }
}
