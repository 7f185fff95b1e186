package io.roost.irc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class LineTest {
    private static final Source ALICE = new Source("alice!~a@host", "acc", true);

    @Test
    void writeTo_whenAPlainForm_thenNoTags() {
        assertThat(written(Line.message(ALICE, "PRIVMSG", "+t=1", "#a", "hi there"), 0))
                .isEqualTo(":alice!~a@host PRIVMSG #a :hi there\r\n");
    }

    @Test
    void writeTo_whenAllForms_thenAllTags() {
        assertThat(written(Line.message(ALICE, "PRIVMSG", "+t=1", "#a", "hi"), Form.MASK))
                .matches("@time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z;account=acc;msgid=\\S+;bot;\\+t=1"
                        + " :alice!~a@host PRIVMSG #a :hi\r\n");
    }

    @Test
    void writeTo_whenTheFormDoesNotHaveWhatItNeeds_thenNothing() {
        assertThat(written(Line.ofForm(Form.AWAY_NOTIFY, ALICE, "AWAY"), 0)).isEmpty();
        assertThat(written(Line.message(ALICE, "TAGMSG", "+t", "#a"), 0)).isEmpty();
    }

    @Test
    void writeTo_whenExtendedJoin_thenAccountAndName() {
        Line join = Line.join(ALICE, "#a", "acc", "Alice A");

        assertThat(written(join, 0)).isEqualTo(":alice!~a@host JOIN #a\r\n");
        assertThat(written(join, Form.EXTENDED_JOIN)).isEqualTo(":alice!~a@host JOIN #a acc :Alice A\r\n");
    }

    @Property(tries = 200)
    void writeTo_whenTextIsLong_thenCutBetweenCodePoints(@ForAll @IntRange(max = 600) int padding) {
        String text = "a".repeat(padding) + "😃".repeat(130);
        String line = written(Line.of(ALICE, "PRIVMSG", "#a", text), 0);

        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(512);
        assertThat(line).doesNotContain("\uFFFD").endsWith("\r\n");
        assertThat((":alice!~a@host PRIVMSG #a :" + text)).startsWith(line.strip());
    }

    @Property
    void cut_whenAnyText_thenNoLongerAndABeginning(@ForAll String text, @ForAll @IntRange(max = 200) int most) {
        String cut = Utf8.cut(text, most);

        assertThat(text).startsWith(cut);
        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(most);
    }

    @Property
    void time_whenWritten_thenAsTheLibraryDoes(@ForAll @LongRange(max = 253_402_300_799_999L) long millis) {
        ByteBuf out = Unpooled.buffer();
        ServerTime.write(out, millis);

        assertThat(Instant.parse(out.toString(StandardCharsets.US_ASCII)).toEpochMilli())
                .isEqualTo(millis);
    }

    private static String written(Line line, int form) {
        ByteBuf out = Unpooled.buffer();
        line.writeTo(out, form);
        return out.toString(StandardCharsets.UTF_8);
    }
}
