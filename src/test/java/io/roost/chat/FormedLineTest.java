package io.roost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.roost.irc.wire.Form;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FormedLineTest {
    private static final Source SOURCE = Source.server("a");

    @Test
    void line_whenAskedForOneFormAgain_thenTheBytesAreTheSame() {
        FormedLine line = new FormedLine(Line.of(SOURCE, "NICK", "b"));
        List<ByteBuf> first = new ArrayList<>();
        for (int form = 0; form < 5; form++) {
            first.add(line.as(form));
        }

        for (int form = 0; form < 5; form++) {
            assertThat(line.as(form)).isSameAs(first.get(form));
        }
        assertThat(first.get(0).toString(StandardCharsets.UTF_8)).isEqualTo(":a NICK b\r\n");
        assertThat(first.get(Form.SERVER_TIME).toString(StandardCharsets.UTF_8))
                .startsWith("@time=")
                .endsWith(" :a NICK b\r\n");
        line.release();
        assertThat(first).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void line_whenAFormDoesNotGetIt_thenThereAreNoBytes() {
        FormedLine line = new FormedLine(Line.ofForm(Form.AWAY_NOTIFY, SOURCE, "AWAY", "b"));

        assertThat(line.as(0).isReadable()).isFalse();
        assertThat(line.as(Form.AWAY_NOTIFY).isReadable()).isTrue();
        line.release();
    }
}
