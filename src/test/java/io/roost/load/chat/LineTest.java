package io.roost.load.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ":s.example 001 rl00001 :Hello there | 001 | 1 | Hello there",
                "@time=x;a=b :s 376 n :End | 376 | 376 | End",
                ":n!u@h JOIN #c | JOIN | -1 | #c",
                "PING :abc | PING | -1 | abc",
                "ERROR :Closing link: (x) | ERROR | -1 | Closing link: (x)",
                ":s 433 * nick :Nickname is in use | 433 | 433 | Nickname is in use",
                ":s 12a x | 12a | -1 | x",
                ":s | `` | -1 | ``",
            })
    void read_whenALineComes_thenItsParts(String text, String command, int numeric, String trailing) {
        Line line = read(text);

        assertThat(line.command()).isEqualTo(command);
        assertThat(line.numeric()).isEqualTo(numeric);
        assertThat(line.trailing()).isEqualTo(trailing);
    }

    @Test
    void four_whenTheCommandHasFourLetters_thenItsNumber() {
        assertThat(read("PING :x").four()).isEqualTo(Line.PING);
        assertThat(read(":a!b@c JOIN :#x").four()).isEqualTo(Line.JOIN);
        assertThat(read("@a :a!b@c QUIT :x").four()).isEqualTo(Line.QUIT);
        assertThat(read("PRIVMSG #x :y").four()).isZero();
    }

    private static Line read(String text) {
        byte[] bytes = Names.bytes("xx" + text + "\r\n");
        Line line = new Line();
        line.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 2, bytes.length - 1);
        return line;
    }
}
