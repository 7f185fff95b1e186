package io.roost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueTypesTest {
    private static final DurationType DURATION = new DurationType(Duration.ofMillis(100), Duration.ofDays(366), true);
    private static final ByteCountType BYTES = new ByteCountType(512, 1 << 30, true);

    static List<ConfigKey<?>> keys() {
        return ConfigKeys.ALL;
    }

    @ParameterizedTest
    @CsvSource({"off, 0", "100ms, 100", "1500ms, 1500", "90s, 90000", "2m, 120000", "3h, 10800000", "366d, 31622400000"
    })
    void duration_whenParsed_thenMillisecondsAndBack(String text, long ms) throws BadValueException {
        assertThat(DURATION.parse(text)).isEqualTo(Duration.ofMillis(ms));
        assertThat(DURATION.write(Duration.ofMillis(ms))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "5",
                "5 s",
                "5S",
                "-5s",
                "1.5s",
                "99ms",
                "0s",
                "367d",
                "999999999999d",
                "9999999999999s",
                "Off"
            })
    void duration_whenWrong_thenSaysTheRange(String text) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> DURATION.parse(text))
                .withMessage("a duration from 100ms to 366d, such as 90s, or off");
    }

    @ParameterizedTest
    @CsvSource({"auto, 0", "512, 512", "1025, 1025", "64KiB, 65536", "3MiB, 3145728", "1GiB, 1073741824"})
    void byteCount_whenParsed_thenBytesAndBack(String text, int bytes) throws BadValueException {
        assertThat(BYTES.parse(text)).isEqualTo(bytes);
        assertThat(BYTES.write(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "511", "-1", "1KB", "1kib", "1 KiB", "1.5MiB", "2GiB", "9999999999GiB", "17179869184GiB"
            })
    void byteCount_whenWrong_thenSaysTheRange(String text) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> BYTES.parse(text))
                .withMessage("a size from 512 to 1GiB, such as 64KiB, or auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65", "1.0", "0x10", "1_0", "ten", "99999999999", " 1"})
    void integer_whenWrong_thenSaysTheRange(String text) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> ValueTypes.integer(1, 64).parse(text))
                .withMessage("a whole number from 1 to 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "True", "TRUE", "1", ""})
    void bool_whenWrong_thenSaysWhatThereIs(String text) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> ValueTypes.BOOLEAN.parse(text))
                .withMessage("true or false");
    }

    @Test
    void oneOf_whenAConstantHasTwoWords_thenHyphenated() throws BadValueException {
        ValueType<TransportName> type = ValueTypes.oneOf(TransportName.class);

        assertThat(type.parse("epoll-level")).isEqualTo(TransportName.EPOLL_LEVEL);
        assertThat(type.expected()).isEqualTo("one of epoll, epoll-level, nio, poll, auto");
        assertThatExceptionOfType(BadValueException.class).isThrownBy(() -> type.parse("EPOLL"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void default_whenWrittenAndParsed_thenItself(ConfigKey<?> key) throws BadValueException {
        assertThat((Object) key.type().parse(key.defaultText())).isEqualTo(key.defaultValue());
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "same, same, 0", "ab, ba, 2"})
    void between_whenTwoWords_thenTheirEdits(String a, String b, int edits) {
        assertThat(EditDistance.between(a, b)).isEqualTo(edits).isEqualTo(EditDistance.between(b, a));
    }
}
