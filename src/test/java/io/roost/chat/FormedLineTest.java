package io.roost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.roost.irc.wire.Form;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FormedLineTest {
    private static final Source SOURCE = Source.server("a");

    @Test
    void line_whenAskedForOneDialectAgain_thenTheBytesAreTheSame() {
        FormedLine line = new FormedLine(Line.of(SOURCE, "NICK", "b"));
        List<ByteBuf> first = new ArrayList<>();
        List<Dialect> dialects =
                IntStream.range(0, 5).mapToObj(TestPeer::dialect).toList();
        dialects.forEach(dialect -> first.add(line.as(dialect)));

        for (int i = 0; i < 5; i++) {
            assertThat(line.as(dialects.get(i))).isSameAs(first.get(i));
        }
        assertThat(first.get(0).toString(StandardCharsets.UTF_8)).isEqualTo(":a NICK b\r\n");
        assertThat(first.get(Form.SERVER_TIME).toString(StandardCharsets.UTF_8))
                .startsWith("@time=")
                .endsWith(" :a NICK b\r\n");
        line.release();
        assertThat(first).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void line_whenADialectDoesNotHaveIt_thenThereAreNoBytes() {
        FormedLine line = new FormedLine(Line.ofForm(Form.AWAY_NOTIFY, SOURCE, "AWAY", "b"));

        assertThat(line.as(TestPeer.dialect(0)).isReadable()).isFalse();
        assertThat(line.as(TestPeer.dialect(Form.AWAY_NOTIFY)).isReadable()).isTrue();
        line.release();
    }
}
