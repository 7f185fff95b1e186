package io.roost.websocket;

import static io.roost.testkit.WebSocketClient.BINARY;
import static io.roost.testkit.WebSocketClient.CLOSE;
import static io.roost.testkit.WebSocketClient.CONTINUATION;
import static io.roost.testkit.WebSocketClient.FIN;
import static io.roost.testkit.WebSocketClient.PING;
import static io.roost.testkit.WebSocketClient.PONG;
import static io.roost.testkit.WebSocketClient.TEXT;
import static io.roost.testkit.WebSocketClient.masked;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest {
    private static final int MOST = 8_703;

    /** Messages of all kinds, in parts and with control frames between the parts, cut by the reads wherever it may be. */
    @Property(tries = 300)
    void read_whenCutAnywhere_thenTheSameMessages(@ForAll long seed, @ForAll @IntRange(max = 1) int isStreamed) {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < 6; i++) {
            message(random, wire, expected);
        }

        Recorder recorder = new Recorder();
        FrameReader reader = null;
        byte[] bytes = wire.toByteArray();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 5 : 4_000));
            reader = read(reader, recorder, isStreamed == 1 ? 0 : MOST, java.util.Arrays.copyOfRange(bytes, from, to));
            from = to;
        }

        assertThat(reader).isNull();
        assertThat(recorder.seen).isEqualTo(expected);
    }

    private static void message(Random random, ByteArrayOutputStream wire, List<String> expected) {
        boolean isText = random.nextBoolean();
        byte[] payload = new byte[random.nextInt(random.nextBoolean() ? 200 : 3_000)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (isText ? random.nextInt(128) : random.nextInt(256));
        }
        int parts = 1 + random.nextInt(3);
        int from = 0;
        for (int i = 0; i < parts; i++) {
            boolean isLast = i == parts - 1;
            int to = isLast ? payload.length : from + random.nextInt(payload.length - from + 1);
            int opcode = i > 0 ? CONTINUATION : isText ? TEXT : BINARY;
            wire.writeBytes(masked((isLast ? FIN : 0) | opcode, java.util.Arrays.copyOfRange(payload, from, to)));
            from = to;
            if (!isLast && random.nextBoolean()) {
                wire.writeBytes(masked(FIN | PING, new byte[] {'p'}));
                wire.writeBytes(masked(FIN | PONG, new byte[0]));
                expected.add("ping p");
            }
        }
        expected.add((isText ? "text " : "binary ") + new String(payload, StandardCharsets.ISO_8859_1));
    }

    /** Whatever comes, it is taken or refused; nothing else is thrown and nothing is kept beyond the limit. */
    @Property(tries = 500)
    void read_whenAnyBytes_thenTakenOrRefused(@ForAll byte[] bytes) {
        Recorder recorder = new Recorder();
        FrameReader reader = read(null, recorder, MOST, bytes);
        if (reader != null) {
            reader.release();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reserved bit 1, C1 80 00000000",
        "reserved bit 2, A1 80 00000000",
        "reserved bit 3, 91 80 00000000",
        "reserved data frame, 83 80 00000000",
        "reserved control frame, 8B 80 00000000",
        "no mask, 81 02 6869",
        "control frame in parts, 09 80 00000000",
        "control frame with 126 bytes, 89 FE 007E",
        "nothing to go on with, 80 80 00000000",
        "a message within a message, 01 80 00000000 81 80 00000000",
        "length of 125 in two bytes, 82 FE 007D",
        "length of 65535 in eight bytes, 82 FF 000000000000FFFF",
        "negative length, 82 FF 8000000000000000"
    })
    void read_whenTheProtocolIsBroken_thenCode1002(String what, String hex) {
        assertThat(seen(hex)).as(what).containsExactly("fault 1002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0AF", "EDA080", "F4908080", "FF", "C3", "E28228"})
    void read_whenTextIsNotUtf8_thenCode1007(String hex) {
        Recorder recorder = new Recorder();
        read(null, recorder, MOST, masked(FIN | TEXT, HexFormat.of().parseHex(hex)));

        assertThat(recorder.seen).containsExactly("fault 1007");
    }

    @Test
    void read_whenACharacterIsCutByFrames_thenItIsStillOne() {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        Recorder recorder = new Recorder();
        FrameReader reader = read(null, recorder, MOST, masked(TEXT, new byte[] {euro[0]}));
        reader = read(reader, recorder, MOST, masked(FIN, new byte[] {euro[1], euro[2]}));

        assertThat(reader).isNull();
        assertThat(recorder.seen).containsExactly("text " + new String(euro, StandardCharsets.ISO_8859_1));
    }

    @Test
    void read_whenTextIsWrongInItsFirstPart_thenTheRestIsNotAwaited() {
        Recorder recorder = new Recorder();
        read(null, recorder, MOST, masked(TEXT, new byte[] {(byte) 0xF8}));

        assertThat(recorder.seen).containsExactly("fault 1007");
    }

    @Test
    void read_whenAFrameIsTooLarge_thenRefusedByItsHeader() {
        assertThat(seen("82 FF 7FFFFFFFFFFFFFFF")).containsExactly("fault 1009");
    }

    @Test
    void read_whenPartsNeverEnd_thenRefusedAtTheLimit() {
        Recorder recorder = new Recorder();
        FrameReader reader = null;
        int sent = 0;
        for (int i = 0; recorder.seen.isEmpty(); i++) {
            reader = read(reader, recorder, MOST, masked(i == 0 ? BINARY : CONTINUATION, new byte[100]));
            sent += 100;
        }

        assertThat(recorder.seen).containsExactly("fault 1009");
        assertThat(sent).isBetween(MOST, MOST + 100);
        assertThat(reader).isNull();
    }

    /** A frame of 2^62 bytes and a message without end are nothing to a reader that keeps nothing. */
    @Test
    void read_whenStreamed_thenNoMessageIsTooLarge() {
        Recorder recorder = new Recorder();
        FrameReader reader = read(null, recorder, 0, HexFormat.of().parseHex("02FF" + "4000000000000000" + "00000000"));
        for (int i = 0; i < 100; i++) {
            reader = read(reader, recorder, 0, new byte[1_000]);
        }

        assertThat(reader).isNotNull();
        assertThat(recorder.seen).isEmpty();
        Objects.requireNonNull(reader).release();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "03E8, 1000",
        "03E8 627965, 1000",
        "0BB8, 3000",
        "03F4, 1012",
        "03, 1002",
        "0000, 1002",
        "03ED, 1002",
        "03EE, 1002",
        "03F7, 1002",
        "1388, 1002",
        "03E8 C0AF, 1007"
    })
    void close_whenReceived_thenAnsweredInKind(String hex, int code) {
        Recorder recorder = new Recorder();
        byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));
        read(null, recorder, MOST, masked(FIN | CLOSE, payload));

        assertThat(recorder.seen).containsExactly("close " + code);
    }

    private static List<String> seen(String hex) {
        Recorder recorder = new Recorder();
        assertThat(read(null, recorder, MOST, HexFormat.of().parseHex(hex.replace(" ", ""))))
                .isNull();
        return recorder.seen;
    }

    private static @Nullable FrameReader read(@Nullable FrameReader before, Recorder recorder, int most, byte[] bytes) {
        ByteBuf data = Unpooled.copiedBuffer(bytes);
        try {
            return FrameReader.read(before, data, most, UnpooledByteBufAllocator.DEFAULT, recorder);
        } finally {
            data.release();
        }
    }
}
