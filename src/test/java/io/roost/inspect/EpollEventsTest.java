package io.roost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EpollEventsTest {
    @ParameterizedTest
    @CsvSource({
        "80002001, IN|RDHUP|ET",
        "80002019, IN|ERR|HUP|RDHUP|ET",
        "00000019, IN|ERR|HUP",
        "4000001b, IN|PRI|ERR|HUP|ONESHOT",
        "40000000, ONESHOT",
        "30000001, IN|EXCLUSIVE|WAKEUP",
        "00000fff, IN|PRI|OUT|ERR|HUP|NVAL|RDNORM|RDBAND|WRNORM|WRBAND|MSG|0x800",
        "00000000, none"
    })
    void words_whenMask_thenEveryBitIsNamed(String mask, String words) {
        assertThat(EpollEvents.words(Integer.parseUnsignedInt(mask, 16))).isEqualTo(words);
    }

    @Test
    void hex_whenHighestBitIsSet_thenEightDigits() {
        assertThat(EpollEvents.hex(0x80002019)).isEqualTo("0x80002019");
    }

    @Test
    void isEdgeTriggered_whenOnlyOneShot_thenFalse() {
        assertThat(EpollEvents.isEdgeTriggered(EpollEvents.ONE_SHOT)).isFalse();
        assertThat(EpollEvents.isOneShot(EpollEvents.ONE_SHOT)).isTrue();
        assertThat(EpollEvents.isEdgeTriggered(EpollEvents.EDGE_TRIGGERED)).isTrue();
    }
}
