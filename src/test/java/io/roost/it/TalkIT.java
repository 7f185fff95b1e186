package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.TalkClient;
import io.roost.testkit.TestServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People at a bare nc and users of IRC in the same channels, over real sockets, with several lanes. */
class TalkIT {
    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void talker_whenItMeetsAnIrcUser_thenEachSeesTheOther(String transport) {
        try (TestServer server = talkAndIrc("transport=" + transport, "event-loops.workers=2");
                TalkClient ann = TalkClient.to(server.address());
                IrcClient bob = IrcClient.to(irc(server))) {
            assertThat(ann.line()).isEqualTo("This is Roost.");
            assertThat(ann.line()).isEqualTo("What is your name?");
            ann.type("ann");
            assertThat(ann.line()).startsWith("Hello ann, nobody else is here.");
            assertThat(ann.line()).isEqualTo("[#lobby] ann came in");
            assertThat(ann.line()).isEqualTo("In #lobby: @ann");

            bob.register("bob", "").send("JOIN #lobby");
            assertThat(bob.sync()).first().asString().startsWith(":bob!");
            assertThat(ann.sync()).containsExactly("[#lobby] bob came in");

            ann.type("hello bob", "/me waves", "//slash", "/msg bob just you");
            ann.sync();
            assertThat(bob.sync())
                    .containsExactly(
                            ":ann!~talk@127.0.0.1 PRIVMSG #lobby :hello bob",
                            ":ann!~talk@127.0.0.1 PRIVMSG #lobby :\u0001ACTION waves\u0001",
                            ":ann!~talk@127.0.0.1 PRIVMSG #lobby :/slash",
                            ":ann!~talk@127.0.0.1 PRIVMSG bob :just you");

            bob.send(
                    "PRIVMSG #lobby :hi", "PRIVMSG #lobby :\u0001ACTION bows\u0001", "NOTICE ann :psst", "AWAY :lunch");
            bob.sync();
            assertThat(ann.sync())
                    .containsExactly(
                            "[#lobby] <bob> hi", "[#lobby] * bob bows", "[private] -bob- psst", "bob is away: lunch");

            bob.send("AWAY", "NICK rob", "PART #lobby :off");
            bob.sync();
            assertThat(ann.sync()).containsExactly("bob is back", "bob is now called rob", "[#lobby] rob left (off)");

            bob.send("JOIN #lobby", "INVITE ann #tea", "JOIN #tea", "INVITE ann #tea");
            bob.sync();
            ann.type("/topic tea time");
            assertThat(ann.sync())
                    .containsExactly(
                            "[#lobby] rob came in", "rob invites ann to #tea", "[#lobby] ann set the topic: tea time");
            ann.type("/nick anna", "/kick rob too loud");
            assertThat(ann.sync()).containsExactly("ann is now called anna", "[#lobby] anna put rob out (too loud)");
            assertThat(bob.sync())
                    .endsWith(
                            ":ann!~talk@127.0.0.1 TOPIC #lobby :tea time",
                            ":ann!~talk@127.0.0.1 NICK anna",
                            ":anna!~talk@127.0.0.1 KICK #lobby rob :too loud");

            ann.type("/quit bye");
            assertThat(ann.line()).isEqualTo("Goodbye.");
            assertThat(ann.line()).isNull();
        }
    }

    @Test
    void talker_whenPutOut_thenItsLinesGoNowhereUntilItEntersAnother() {
        try (TestServer server = talkAndIrc("event-loops.workers=2");
                IrcClient bob = IrcClient.to(irc(server)).register("bob", "");
                TalkClient ann = TalkClient.to(server.address())) {
            bob.send("JOIN #lobby", "JOIN #tea");
            bob.sync();
            ann.as("ann").type("/join tea");
            ann.sync();
            bob.send("MODE #tea +o ann", "MODE #tea +kl-t key 9", "KICK #tea ann :out");
            bob.sync();
            assertThat(ann.sync())
                    .containsExactly(
                            "[#tea] bob made ann an operator",
                            "[#tea] bob set the key key, set a limit of 9 members, left the topic to all",
                            "[#tea] bob put ann out (out)");
            ann.type("to nobody", "/join #tea", "/join #lobby", "to all");
            assertThat(ann.sync())
                    .containsExactly(
                            "You are in no channel now: /join #NAME enters one.",
                            "#tea has a key: /join #tea KEY",
                            "What you say goes to #lobby now.");
            assertThat(bob.sync()).last().isEqualTo(":ann!~talk@127.0.0.1 PRIVMSG #lobby :to all");

            bob.send("MODE #lobby +m");
            bob.sync();
            ann.type("hush");
            assertThat(ann.sync())
                    .containsExactly("[#lobby] bob silenced all without a voice", "You may not speak in #lobby.");
        }
    }

    @Test
    void talker_whenTheServerHasAPassword_thenItIsAskedForItFirst() {
        try (TestServer server = talkAndIrc("chat.password=sesame");
                TalkClient right = TalkClient.to(server.address());
                TalkClient wrong = TalkClient.to(server.address())) {
            right.line();
            assertThat(right.line()).isEqualTo("What is the password?");
            right.type("sesame", "ann");
            assertThat(right.sync()).contains("What is your name?", "[#lobby] ann came in");
            wrong.type("ann");
            wrong.line();
            wrong.line();
            assertThat(wrong.line()).isEqualTo("It is not. Goodbye.");
            assertThat(wrong.line()).isNull();
        }
    }

    @Test
    void talker_whenItSaysNoName_thenItIsToldAndClosed() {
        try (TestServer server = talkAndIrc("chat.registration-timeout=500ms");
                TalkClient ann = TalkClient.to(server.address());
                TalkClient nobody = TalkClient.to(server.address())) {
            ann.as("ann");
            nobody.line();
            nobody.line();
            assertThat(nobody.line()).isEqualTo("Nobody said who is there. Goodbye.");
            assertThat(nobody.line()).isNull();
            assertThat(ann.sync()).isEmpty();
        }
    }

    /** What an answer comes after holds for both protocols alike. */
    @Test
    void answer_whenOthersHaveHadTheirs_thenComesAfterAllTheySaid() {
        try (TestServer server = talkAndIrc("event-loops.workers=3")) {
            List<TalkClient> talkers = new ArrayList<>();
            List<IrcClient> users = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                talkers.add(TalkClient.to(server.address()).as("t" + i));
                users.add(IrcClient.to(irc(server)).register("i" + i, "").send("JOIN #lobby"));
            }
            users.forEach(IrcClient::sync); // all have joined
            users.forEach(IrcClient::sync); // and have seen the others join
            talkers.forEach(TalkClient::sync);
            for (int round = 0; round < 100; round++) {
                int who = round % 4;
                talkers.get(who).type("says " + round);
                talkers.get(who).sync();
                users.get(who).send("PRIVMSG #lobby :writes " + round);
                users.get(who).sync();
                for (int i = 0; i < 4; i++) {
                    String said = "[#lobby] <t" + who + "> says " + round;
                    String written = "[#lobby] <i" + who + "> writes " + round;
                    assertThat(talkers.get(i).sync())
                            .as("round %d at t%d", round, i)
                            .containsExactlyElementsOf(i == who ? List.of(written) : List.of(said, written));
                    assertThat(users.get(i).sync())
                            .as("round %d at i%d", round, i)
                            .hasSize(i == who ? 0 : 2);
                }
            }
            talkers.forEach(TalkClient::close);
            users.forEach(IrcClient::close);
        }
    }

    @Test
    void talker_whenItStopsReading_thenDroppedAndTheOthersGetAll() {
        try (TestServer server = talkAndIrc("chat.send-queue=64KiB", "tcp.send-buffer=16KiB");
                TalkClient slow = TalkClient.slowTo(server.address());
                TalkClient fast = TalkClient.to(server.address()).as("fast");
                IrcClient speaker =
                        IrcClient.to(irc(server)).register("speaker", "").send("JOIN #lobby")) {
            slow.as("slow");
            speaker.sync();
            fast.sync();
            String text = "x".repeat(400);
            List<String> heard = List.of();
            for (int said = 0; said < 20_000 && !heard.contains("slow has gone (SendQ exceeded)"); ) {
                for (int i = 0; i < 50; i++) {
                    speaker.send("PRIVMSG #lobby :" + said++ + text);
                }
                speaker.sync();
                heard = fast.sync();
                assertThat(heard.stream().filter(line -> line.startsWith("[#lobby] <speaker> ")))
                        .hasSize(50);
            }

            assertThat(heard).contains("slow has gone (SendQ exceeded)");
            await().until(() -> server.count(LoopCounter.CLOSED_SEND_QUEUE) == 1);
        }
    }

    @Test
    void name_whenTwoProtocolsWantIt_thenOneGetsIt() {
        try (TestServer server = talkAndIrc();
                IrcClient bob = IrcClient.to(irc(server)).register("bob", "");
                TalkClient ann = TalkClient.to(server.address())) {
            ann.type("BOB", "1ann", "ann");
            assertThat(ann.sync())
                    .contains("BOB is taken. What is your name?")
                    .anyMatch(line -> line.startsWith("1ann can't be a name"))
                    .contains("In #lobby: @ann");
            bob.send("NICK Ann");
            assertThat(bob.sync()).containsExactly(":roost.local 433 bob Ann :Nickname is already in use");
        }
    }

    @Test
    void input_whenItEndsAtOnce_thenAllOfItIsSaidFirst() throws Exception {
        try (TestServer server = talkAndIrc();
                IrcClient bob = IrcClient.to(irc(server)).register("bob", "").send("JOIN #lobby");
                TalkClient ann = TalkClient.to(server.address())) {
            bob.sync();
            ann.type("ann", "one", "two");
            ann.raw().end();
            String all = new String(ann.raw().readToEnd(), StandardCharsets.UTF_8);

            assertThat(all).contains("Hello ann").endsWith("In #lobby: @bob ann\r\n");
            assertThat(bob.sync())
                    .endsWith(
                            ":ann!~talk@127.0.0.1 PRIVMSG #lobby :one",
                            ":ann!~talk@127.0.0.1 PRIVMSG #lobby :two",
                            ":ann!~talk@127.0.0.1 QUIT :Connection closed");
        }
    }

    /** The talk listener comes first. */
    private static TestServer talkAndIrc(String... assignments) {
        List<String> all = new ArrayList<>(List.of("listeners[1].service=chat", "listeners[1].bind=127.0.0.1:0"));
        all.addAll(List.of(assignments));
        return TestServer.of("talk", all.toArray(String[]::new));
    }

    private static InetSocketAddress irc(TestServer server) {
        return server.server().listeners().get(1).address();
    }
}
