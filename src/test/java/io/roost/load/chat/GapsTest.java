package io.roost.load.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GapsTest {
    private final Gaps gaps = new Gaps();

    @Test
    void fill_whenNothingIsMissing_thenFalse() {
        assertThat(gaps.fill(0, 5)).isFalse();
    }

    @Test
    void fill_whenAMiddleNumberComes_thenTheRestIsStillMissing() {
        gaps.open(3, 10, 15);

        assertThat(gaps.fill(3, 12)).isTrue();
        assertThat(gaps.fill(3, 12)).isFalse();
        assertThat(gaps.fill(3, 9)).isFalse();
        assertThat(gaps.fill(3, 15)).isFalse();
        assertThat(gaps.fill(4, 11)).isFalse();
        assertThat(gaps.fill(3, 10)).isTrue();
        assertThat(gaps.fill(3, 11)).isTrue();
        assertThat(gaps.fill(3, 14)).isTrue();
        assertThat(gaps.fill(3, 13)).isTrue();
        assertThat(gaps.fill(3, 13)).isFalse();
    }
}
