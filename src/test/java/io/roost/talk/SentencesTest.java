package io.roost.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SentencesTest {
    private static final Source ANN = new Source("ann!~talk@host", null, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRIVMSG #a|hi there|[#a] <ann> hi there",
                "PRIVMSG @#a|hi|[@#a] <ann> hi",
                "PRIVMSG bob|hi|[private] <ann> hi",
                "PRIVMSG #a|~ACTION waves~|[#a] * ann waves",
                "PRIVMSG #a|\u0002bold\u000f \u000304,12red\u0003 \u0003,x|[#a] <ann> bold red ,x",
                "PRIVMSG #a|\u001b]0;title\u0007 \u009b2J|[#a] <ann> ]0;title 2J",
                "NOTICE #a|note|[#a] -ann- note",
                "PART #a|bye|[#a] ann left (bye)",
                "TOPIC #a|tea|[#a] ann set the topic: tea",
                "TOPIC #a|''|[#a] ann took the topic away",
                "KICK #a bob|out|[#a] ann put bob out (out)",
                "INVITE bob|#a|ann invites bob to #a"
            })
    void line_whenWritten_thenASentence(String head, String last, String sentence) {
        assertThat(written(head, last)).isEqualTo(sentence + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "JOIN #a,[#a] ann came in",
        "QUIT bye,ann has gone (bye)",
        "NICK eve,ann is now called eve",
        "AWAY,ann is back"
    })
    void line_whenShort_thenASentence(String head, String sentence) {
        assertThat(written(head, null)).isEqualTo(sentence + "\r\n");
    }

    @Test
    void modes_whenSeveralHaveNames_thenEachItsOwn() {
        ByteBuf out = Unpooled.buffer();

        Sentences.PLAIN.write(Line.of(ANN, "MODE", "#a", "+ob-vk+lt", "bob", "*!*@x", "eve", "*", "5"), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("[#a] ann made bob an operator, banned *!*@x, took the voice of eve, took the key away,"
                        + " set a limit of 5 members, kept the topic to operators\r\n");
    }

    @ParameterizedTest
    @CsvSource({"PRIVMSG bob,~VERSION~", "MODE ann,+i", "TAGMSG,#a", "SETNAME,me", "730 ann,eve"})
    void line_whenNothingForPeople_thenNothing(String head, @Nullable String last) {
        assertThat(written(head, last)).isEmpty();
    }

    private static String written(String head, @Nullable String last) {
        String[] words = head.split(" ");
        String[] parameters = Arrays.copyOfRange(words, 1, words.length + (last == null ? 0 : 1));
        if (last != null) {
            // The annotations above would strip control characters from the ends of what they hold.
            parameters[parameters.length - 1] = last.replace('~', '\u0001');
        }
        ByteBuf out = Unpooled.buffer();
        Sentences.PLAIN.write(Line.of(ANN, words[0], parameters), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
