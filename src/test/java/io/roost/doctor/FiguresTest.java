package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "999|999",
                "1000|1,000",
                "19944|19,944",
                "1000000|1,000,000",
                "-100|-100",
                "-1000|-1,000",
                "9223372036854771712|unlimited"
            })
    void count_whenGrouped_thenByThousands(long value, String text) {
        assertThat(Figures.count(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "5600, 5.6 kB",
        "5800000000, 5.8 GB",
        "24999661568, 25.0 GB",
        "9223372036854775807, unlimited"
    })
    void bytes_whenScaled_thenOneDigit(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }
}
