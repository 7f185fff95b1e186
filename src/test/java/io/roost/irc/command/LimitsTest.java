package io.roost.irc.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.EmbeddedChat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has a limit, at it and beyond. */
final class LimitsTest {
    @Test
    void modes_whenMoreThanOneCommandMayHave_thenTheRestIsNotDone() {
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer op = chat.irc("op", "").send("JOIN #a");
            op.output();
            // Fifteen parameters a line at most: with the channel and the letters, thirteen are left.
            op.send("MODE #a +" + "v".repeat(400) + " op".repeat(13));
            assertThat(op.output().lines())
                    .containsExactly(
                            ":roost.local 461 op MODE :Not enough parameters", ":op!~op@localhost MODE #a +v :op");
            op.send("MODE #a +" + "b".repeat(400));
            assertThat(op.output()).isEqualTo(":roost.local 368 op #a :End of channel ban list\r\n");
            op.send("MODE #a +" + "XYZ".repeat(100) + "ABDEFGHJKLMNOPQSTUVW");
            assertThat(op.output().lines()).hasSize(20).allMatch(line -> line.contains(" 472 op "));
            op.send("MODE #a " + "+-".repeat(100) + "v op");
            assertThat(op.output()).isEqualTo(":op!~op@localhost MODE #a -v :op\r\n");
            op.send("MODE #a " + "+m-m".repeat(100));
            assertThat(op.output().lines()).allMatch(line -> line.startsWith(":op!~op@localhost MODE #a "));
            op.assertAnswers();
        }
    }

    @Test
    void list_whenFull_thenNoMoreUntilOneIsTakenOut() {
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer op = chat.irc("op", "").send("JOIN #a");
            op.output();
            op.send("MODE #a +bbeeI b1 b2 e1 e2 i1");
            assertThat(op.output())
                    .isEqualTo(":op!~op@localhost MODE #a +bbeeI b1!*@* b2!*@* e1!*@* e2!*@* :i1!*@*\r\n");
            op.send("MODE #a +bI b3 i2");
            assertThat(op.output().lines())
                    .containsExactly(
                            ":roost.local 478 op #a b3!*@* :Channel list is full",
                            ":roost.local 478 op #a i2!*@* :Channel list is full");
            op.send("MODE #a -b+b b1 b3");
            assertThat(op.output()).isEqualTo(":op!~op@localhost MODE #a -b+b b1!*@* :b3!*@*\r\n");
            op.send("MODE #a b");
            assertThat(op.output().lines().map(line -> line.split(" ", 3)[1])).containsExactly("367", "367", "368");
        }
    }

    @Test
    void mask_whenNoWord_thenRefused() {
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer op = chat.irc("op", "").send("JOIN #a");
            op.output();
            op.send("MODE #a +b :a b");
            assertThat(op.output()).isEqualTo(":roost.local 696 op #a b * :A mask is one word\r\n");
            op.send("MODE #a +be ::x y");
            assertThat(op.output())
                    .isEqualTo(
                            ":roost.local 696 op #a b * :A mask is one word\r\n:roost.local 349 op #a :End of channel exception list\r\n");
        }
    }

    @Test
    void channels_whenOneMoreThanMayBe_thenRefused() {
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer user = chat.irc("me", "").send("JOIN #a,#b,#c,#d");
            user.output();
            user.send("JOIN #e");
            assertThat(user.output()).isEqualTo(":roost.local 405 me #e :You have joined too many channels\r\n");
            user.send("JOIN #a", "PART #a", "JOIN #e");
            assertThat(user.output()).contains(" JOIN #e\r\n");
        }
    }

    @Test
    void line_whenItNeverEnds_thenCutAndTheNextIsHeard() {
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer user = chat.irc("me", "");
            byte[] piece = "x".repeat(1_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                user.send(piece);
            }
            assertThat(user.output()).isEmpty();
            user.send("", "PING x");
            assertThat(user.output().lines())
                    .containsExactly(
                            ":roost.local 417 me :Input line was too long", ":roost.local PONG roost.local :x");
        }
    }

    /** What would shift the words behind it is not shown. */
    @Test
    void answer_whenTheWordItIsAboutIsNone_thenAStarStandsForIt() {
        List<String> answers = List.of(
                "CAP :a b| 410 me * :Invalid CAP command",
                "KICK #a :no body| 441 me * #a :They aren't on that channel",
                "INVITE nobody ::x| 401 me nobody :No such nick or channel",
                "NICK :a b| 432 me * :Erroneous nickname",
                "MONITOR + :a b| 432 me * :Erroneous nickname");
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer user = chat.irc("me", "").send("JOIN #a");
            user.output();
            for (String one : answers) {
                String[] parts = one.split("\\|", 2);
                user.send(parts[0]);
                assertThat(user.output()).as(parts[0]).isEqualTo(":roost.local" + parts[1] + "\r\n");
            }
        }
    }
}
