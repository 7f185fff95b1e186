package io.roost.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private final Payload payload = new Payload(1);

    @Test
    void matches_whenOneByteDiffers_thenNot() {
        ByteBuffer received = ByteBuffer.allocateDirect(Payload.PIECE_BYTES);
        for (int i = 0; i < received.capacity(); i++) {
            received.put(i, io.netty.util.internal.PlatformDependent.getByte(payload.addressOf(100 + i)));
        }
        assertThat(payload.matches(100, received, 0, received.capacity())).isTrue();
        assertThat(payload.matches(105, received, 5, 1_000)).isTrue();
        assertThat(payload.matches(101, received, 0, 8)).isFalse();

        received.clear().put(777, (byte) ~received.get(777));
        assertThat(payload.matches(100, received, 0, received.capacity())).isFalse();
        assertThat(payload.matches(100, received, 0, 777)).isTrue();
    }

    @Test
    void startOf_whenOtherConnections_thenOtherPlaces() {
        assertThat(java.util.stream.IntStream.range(0, 100)
                        .map(Payload::startOf)
                        .distinct()
                        .count())
                .isGreaterThan(95);
    }
}
