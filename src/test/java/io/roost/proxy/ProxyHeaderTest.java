package io.roost.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.roost.proxy.ProxyHeader.Kind;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    static final String SIGNATURE_2 = "0d0a0d0a000d0a515549540a";

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443, 192.0.2.7, 56324",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255, 65535",
        "PROXY TCP4 192.0.2.7 198.51.100.1 0 0, 192.0.2.7, 0",
        "PROXY TCP6 2001:db8::7 2001:db8::1 56324 443, 2001:db8:0:0:0:0:0:7, 56324",
        "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535,"
                + " ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 65535",
        "PROXY TCP6 ::ffff:192.0.2.7 ::1 1 2, 192.0.2.7, 1"
    })
    void line_whenRight_thenItsSource(String line, String host, int port) {
        ProxyHeader header = of(line + "\r\nrest");

        assertThat(header.kind()).isEqualTo(Kind.WHOLE);
        assertThat(header.bytes()).isEqualTo(line.length() + 2);
        assertThat(header.source()).isEqualTo(new InetSocketAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY UNKNOWN\r\n",
                "PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n"
            })
    void line_whenUnknown_thenNoSource(String line) {
        assertThat(of(line + "rest")).isEqualTo(new ProxyHeader(Kind.WHOLE, line.length(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY \r\n",
                "PROXY TCP4\r\n",
                "PROXY TCP5 192.0.2.7 198.51.100.1 1 2\r\n",
                "PROXY  TCP4 192.0.2.7 198.51.100.1 1 2\r\n",
                "PROXY tcp4 192.0.2.7 198.51.100.1 1 2\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 1\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 1 2 3\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 1 2 \r\n",
                "PROXY TCP4 192.0.2 198.51.100.1 1 2\r\n",
                "PROXY TCP4 192.0.2.256 198.51.100.1 1 2\r\n",
                "PROXY TCP4 192.0.2.7 name 1 2\r\n",
                "PROXY TCP4 ::1 ::1 1 2\r\n",
                "PROXY TCP6 192.0.2.7 198.51.100.1 1 2\r\n",
                "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n",
                "PROXY TCP6 [::1] ::1 1 2\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 65536 2\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 1 99999999999\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 -1 2\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 +1 2\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 01 2\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 1 \r\n",
                "PROXY UNKNOWN\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 1 2\n"
            })
    void line_whenWrong_thenItIs(String line) {
        assertThat(of(line).kind()).isEqualTo(Kind.WRONG);
    }

    @Test
    void line_whenItHasNoEnd_thenWrongAt107Bytes() {
        String begun = "PROXY UNKNOWN " + "x".repeat(107 - "PROXY UNKNOWN ".length());

        assertThat(of(begun.substring(0, 106)).kind()).isEqualTo(Kind.BEGUN);
        assertThat(of(begun).kind()).isEqualTo(Kind.WRONG);
        assertThat(of(begun + "\r\n").kind()).isEqualTo(Kind.WRONG);
        assertThat(of(begun.substring(0, 105) + "\r\n").kind()).isEqualTo(Kind.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "PROXX", "PROXY\r\n", "NICK ann\r\n", "\r\n\r\n\0x", "\n", "GET / HTTP/1.1\r\n"})
    void bytes_whenTheyBeginOtherwise_thenNoHeader(String bytes) {
        assertThat(of(bytes).kind()).isEqualTo(Kind.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "21 11 000c c0000207 c6336401 dc04 01bb, 28, 192.0.2.7, 56324",
        "21 12 000c c0000207 c6336401 dc04 01bb, 28, , ",
        "21 21 0024 20010db8000000000000000000000007 20010db8000000000000000000000001 dc04 01bb, 52,"
                + " 2001:db8:0:0:0:0:0:7, 56324",
        "21 21 0024 00000000000000000000ffffc0000207 20010db8000000000000000000000001 dc04 01bb, 52, 192.0.2.7, 56324",
        "20 00 0000, 16, , ",
        "20 11 0000, 16, , ",
        "20 ff 0003 010203, 19, , ",
        "21 00 0000, 16, , ",
        "21 11 0012 c0000207 c6336401 dc04 01bb 04 0003 414243, 34, 192.0.2.7, 56324"
    })
    void block_whenRight_thenItsSource(String hex, int bytes, String host, Integer port) {
        ProxyHeader header = ofHex(hex + "72657374");

        assertThat(header.kind()).isEqualTo(Kind.WHOLE);
        assertThat(header.bytes()).isEqualTo(bytes);
        assertThat(header.source()).isEqualTo(host == null ? null : new InetSocketAddress(host, port));
    }

    @Test
    void block_whenOfAUnixSocket_thenNoSource() {
        String addresses = "2f".repeat(216);

        assertThat(ofHex("21 31 00d8" + addresses)).isEqualTo(new ProxyHeader(Kind.WHOLE, 16 + 216, null));
        assertThat(ofHex("21 31 00d7" + addresses).kind()).isEqualTo(Kind.WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11 11 000c",
                "31 11 000c",
                "22 11 000c",
                "2f 11 000c",
                "21 11 000b",
                "21 21 0023",
                "21 13 000c",
                "21 41 000c",
                "21 01 000c",
                "21 11 0ff1",
                "21 11 ffff",
                "20 00 ffff"
            })
    void block_whenWrong_thenSoAsSoonAsItsLengthIsThere(String hex) {
        assertThat(ofHex(hex).kind()).isEqualTo(Kind.WRONG);
    }

    @Test
    void block_whenAsLongAsItMayBe_thenWhole() {
        assertThat(ofHex("20 00 0ff0" + "00".repeat(4_080)).bytes()).isEqualTo(ProxyHeader.MOST_BYTES);
    }

    private static ProxyHeader of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ProxyHeader ofHex(String hex) {
        return of(HexFormat.of().parseHex(SIGNATURE_2 + hex.replace(" ", "")));
    }

    private static ProxyHeader of(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        return ProxyHeader.of(in);
    }
}
