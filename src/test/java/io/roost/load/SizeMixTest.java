package io.roost.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeMixTest {
    @Test
    void bytesOf_whenWeighted_thenEachSizeHasItsShare() {
        SizeMix sizes = SizeMix.of("64:50,1k:40,64k:10");
        int[] counts = new int[3];
        for (int i = 0; i < 100_000; i++) {
            int bytes = sizes.bytesOf(1, i % 50, i / 50);
            counts[bytes == 64 ? 0 : bytes == 1_024 ? 1 : 2]++;
            assertThat(bytes).isIn(64, 1_024, 65_536);
        }
        assertThat(counts[0]).isBetween(49_000, 51_000);
        assertThat(counts[1]).isBetween(39_000, 41_000);
        assertThat(counts[2]).isBetween(9_000, 11_000);
        assertThat(sizes.averageBytes()).isEqualTo(0.5 * 64 + 0.4 * 1_024 + 0.1 * 65_536);
    }

    @Test
    void bytesOf_whenAskedTwice_thenTheSame() {
        SizeMix sizes = SizeMix.of("1,2,3,4,5");
        assertThat(sizes.bytesOf(7, 3, 9)).isEqualTo(sizes.bytesOf(7, 3, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "64:", "64:0", "-1", "1g", "17m", "64;1k", "64:50,,1k", "99999999k"})
    void of_whenNonsense_thenSaysWhatWasExpected(String text) {
        assertThatThrownBy(() -> SizeMix.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: 1 to 16m bytes");
    }
}
