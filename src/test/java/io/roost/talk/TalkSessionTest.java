package io.roost.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.chat.ChatLane;
import io.roost.chat.ChatWorld;
import io.roost.chat.Limits;
import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.connection.Lane;
import io.roost.connection.Pace;
import io.roost.connection.SendQueue;
import io.roost.connection.Times;
import io.roost.metrics.LoopCounters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One person, without a socket. */
final class TalkSessionTest {
    private ChatWorld world = new ChatWorld(1, new Limits(32, 64, 390, 3));
    private EmbeddedChannel channel = channel();

    @Test
    void person_whenItComes_thenItIsAskedItsNameInWholeLines() {
        assertThat(answer("")).isEqualTo("This is Roost.\r\nWhat is your name?\r\n");
        assertThat(answer("ann\r\n")).contains("Hello ann").contains("[#lobby] ann came in\r\nIn #lobby: @ann\r\n");
        end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/join",
                "/msg bob",
                "/me",
                "/topic #no",
                "/names #no",
                "/who nobody",
                "/kick bob",
                "/part #no",
                "/no",
                "/join a,b"
            })
    void command_whenItCannotBe_thenToldSoInOneLine(String command) {
        answer("ann\n");

        assertThat(answer(command + "\n")).matches("[^\r\n]+\r\n");
        end();
    }

    @Test
    void command_whenNotYetKnown_thenTheNameFirst() {
        answer("");

        assertThat(answer("/join #a\n")).isEqualTo("What is your name?\r\n");
        assertThat(answer("/help\n")).contains("/msg NAME TEXT").contains("/quit [REASON]");
        assertThat(answer("/quit\n")).isEqualTo("Goodbye.\r\n");
        assertThat(world.census().unknown()).isZero();
        end();
    }

    @Test
    void line_whenTooLongForIrc_thenCutBetweenCharactersAndToldSo() {
        answer("ann\n");

        String told = answer("\u00e9".repeat(300) + "\n");

        assertThat(told).matches("That was too long: only its first \\d+ bytes were sent\\.\r\n");
        assertThat(Integer.parseInt(told.replaceAll("\\D", "")) % 2).isZero();
        end();
    }

    @Test
    void line_whenItNeverEnds_thenNoMoreIsKeptThanALineMayHave() {
        answer("ann\n");
        for (int i = 0; i < 100; i++) {
            assertThat(answer("x".repeat(1_000))).isEmpty();
        }

        assertThat(answer("\n")).isEqualTo("That line had more than 8701 bytes and went nowhere.\r\n");
        assertThat(answer("/nick\n")).isEqualTo("You are ann.\r\n");
        end();
    }

    @Test
    void channels_whenThereAreAsManyAsMayBe_thenNoMore() {
        answer("ann\n/join a\n/join b\n");

        assertThat(answer("/join c\n")).isEqualTo("You are in as many channels as one may be.\r\n");
        assertThat(answer("/channels\n").lines()).containsExactlyInAnyOrder("#lobby with 1", "#a with 1", "#b with 1");
        assertThat(answer("/part\n")).isEqualTo("[#b] ann left\r\nWhat you say goes to #a now.\r\n");
        assertThat(answer("/part #lobby\n")).isEqualTo("[#lobby] ann left\r\n");
        assertThat(answer("/part so long\n"))
                .isEqualTo("[#a] ann left (so long)\r\nYou are in no channel now: /join #NAME enters one.\r\n");
        assertThat(world.directory().size()).isZero();
        end();
    }

    @Test
    void topic_whenSet_thenShownAndTakenAway() {
        answer("ann\n");

        assertThat(answer("/topic\n")).isEqualTo("#lobby has no topic.\r\n");
        assertThat(answer("/topic tea time\n")).isEqualTo("[#lobby] ann set the topic: tea time\r\n");
        assertThat(answer("/topic #lobby\n")).isEqualTo("The topic of #lobby is: tea time (set by ann)\r\n");
        assertThat(answer("/topic -\n")).isEqualTo("[#lobby] ann took the topic away\r\n");
        end();
    }

    /** Whatever comes, what goes out is whole lines of clean UTF-8, and the session still answers. */
    @Property(tries = 300)
    void session_whenAnyBytesCome_thenItStillAnswers(@ForAll @Size(max = 20) List<@Size(max = 60) byte[]> reads) {
        channel = channel();
        StringBuilder all = new StringBuilder(answer("ann\n"));
        for (byte[] read : reads) {
            channel.writeInbound(Unpooled.copiedBuffer(read));
            all.append(answer(""));
        }
        String last = answer("\n/help\n");
        all.append(last);

        assertThat(last).endsWith("is this; a line that begins with // is said with one /\r\n");
        assertThat(all.toString().replace("\r\n", "")).doesNotContainPattern("[\\x00-\\x1F\\x7F-\\x9F\\uFFFD]");
        end();
    }

    private String answer(String typed) {
        if (!typed.isEmpty()) {
            channel.writeInbound(Unpooled.copiedBuffer(typed, StandardCharsets.UTF_8));
        }
        channel.runPendingTasks();
        StringBuilder answer = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            answer.append(out.toString(StandardCharsets.UTF_8));
            out.release();
        }
        return answer.toString();
    }

    private void end() {
        channel.finishAndReleaseAll();
        assertThat(world.census().users()).isZero();
        assertThat(world.nicknames().all()).isEmpty();
        assertThat(world.directory().size()).isZero();
    }

    private EmbeddedChannel channel() {
        try {
            TalkServer server = new TalkServer(new ConfigLoader().load(), world, List.of());
            EmbeddedChannel empty = new EmbeddedChannel();
            Lane lane = new Lane(
                    empty.eventLoop(), new LoopCounters("test"), Duration.ofSeconds(1), System::nanoTime, false);
            ChatLane chat = new ChatLane(0, lane.turn()::wake, lane.faults()::note);
            lane.turn().gatherBy(chat::endTurn);
            TalkLane talk = new TalkLane(
                    server, lane, chat, new SendQueue(1 << 20, 1 << 20, lane, List.of(lane)), Pace.any(lane));
            empty.pipeline().addLast(new TalkSession(lane.terms(Times.of(Duration.ZERO, Duration.ZERO)), talk));
            empty.pipeline().fireChannelActive();
            return empty;
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
