package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PercentTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0 %",
        "0, 10, 0 %",
        "10, 10, 100 %",
        "999999, 1000000, 99.9 %",
        "1, 1000000, < 0.1 %",
        "1, 3, 33.3 %",
        "2, 3, 66.6 %",
        "15, 10, 150.0 %"
    })
    void of_whenShare_thenNeverRoundedUp(long part, long whole, String percent) {
        assertThat(Percent.of(part, whole)).isEqualTo(percent);
    }
}
