package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.IrcClient;
import io.roost.testkit.IrcScript;
import io.roost.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations over real sockets, with several lanes. */
class IrcIT {
    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void conversation_whenTwoMeet_thenEachSeesTheOther(String transport) {
        play("""
                alice +
                bob + echo-message
                alice > JOIN #a
                alice < :alice!~alice@127.0.0.1 JOIN #a
                alice < :roost.local 353 alice = #a :@alice
                alice < :roost.local 366 alice #a :*
                bob > JOIN #A
                bob < :bob!~bob@127.0.0.1 JOIN #a
                bob < :roost.local 353 bob = #a :@alice bob
                bob < :roost.local 366 bob #a :*
                alice < :bob!* JOIN #a
                alice > PRIVMSG #a :hi
                bob < :alice!* PRIVMSG #a :hi
                bob > PRIVMSG #a,alice :yes
                bob < :bob!* PRIVMSG #a :yes
                bob < :bob!* PRIVMSG alice :yes
                alice < :bob!* PRIVMSG #a :yes
                alice < :bob!* PRIVMSG alice :yes
                alice > NICK carol
                alice < :alice!* NICK carol
                bob < :alice!* NICK carol
                bob > PART #a :gone
                bob < :bob!* PART #a :gone
                alice < :bob!* PART #a :gone
                alice > QUIT :bye
                alice < ERROR :*
                alice $
                bob .
                """, "transport=" + transport);
    }

    @Test
    void operator_whenInCharge_thenModesKicksAndInvitationsHold() {
        play("""
                op +
                guest +
                op > JOIN #a
                op < :op!* JOIN #a
                op < * 353 *
                op < * 366 *
                op > MODE #a +ik-n key
                op < :op!* MODE #a +ik-n :key
                guest > JOIN #a key
                guest < * 473 guest #a :*
                op > INVITE guest #a
                op < * 341 op guest :#a
                guest < :op!* INVITE guest :#a
                guest > JOIN #a
                guest < :guest!* JOIN #a
                guest < * 353 *
                guest < * 366 *
                op < :guest!* JOIN #a
                guest > MODE #a +m
                guest < * 482 guest #a :*
                op > MODE #a +mb guest!*@*
                op < :op!* MODE #a +mb :guest!*@*
                guest < :op!* MODE #a +mb :guest!*@*
                guest > PRIVMSG #a :hear me
                guest < * 404 guest #a :*
                op > KICK #a guest :out
                op < :op!* KICK #a guest :out
                guest < :op!* KICK #a guest :out
                guest > JOIN #a key
                guest < * 473 guest #a :*
                op > MODE #a -i
                op < :op!* MODE #a :-i
                guest > JOIN #a key
                guest < * 474 guest #a :*
                op > MODE #a b
                op < * 367 op #a guest!*@* op!* *
                op < * 368 op #a :*
                """);
    }

    @Test
    void label_whenGiven_thenOnTheAnswerHoweverManyLinesItHas() {
        play("""
                bob + labeled-response batch echo-message message-tags
                bob > @label=1 PING x
                bob < @label=1 :roost.local PONG roost.local :x
                bob > @label=2 PONG x
                bob < @label=2 :roost.local ACK
                bob > @label=3 JOIN #a
                bob < @label=3 :roost.local BATCH +* :labeled-response
                bob < @batch=* :bob!* JOIN #a
                bob < @batch=* * 353 *
                bob < @batch=* * 366 *
                bob < * BATCH -*
                bob > @label=4 PRIVMSG #a :hi
                bob < @label=4;msgid=* :bob!* PRIVMSG #a :hi
                bob > @label=5 PRIVMSG bob :me
                bob < @msgid=* :bob!* PRIVMSG bob :me
                bob < @label=5;msgid=* :bob!* PRIVMSG bob :me
                """);
    }

    @Test
    void registration_whenSomethingIsMissing_thenNoWelcome() {
        play("""
                one ~
                one > JOIN :
                one < * 451 * :*
                one > NICK 1
                one < * 432 * 1 :*
                one > CAP LS 302
                one < * CAP * LS *
                one > NICK one
                one > USER one 0 * :one
                one > CAP REQ :no-such
                one < * CAP one NAK :no-such
                one > CAP END
                one < * 001 one :*
                """);
    }

    /** Each asks for the others' messages by its own PING, on whatever lane it lives. */
    @Test
    void pong_whenOthersHaveHadTheirs_thenComesAfterAllTheySaid() {
        try (TestServer server = TestServer.of("chat", "event-loops.workers=3")) {
            List<IrcClient> clients = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                IrcClient client = IrcClient.to(server.address()).register("c" + i, "");
                client.send("JOIN #a");
                clients.add(client);
            }
            clients.forEach(IrcClient::sync); // all have joined
            clients.forEach(IrcClient::sync); // and have seen the others join
            for (int round = 0; round < 200; round++) {
                IrcClient speaker = clients.get(round % clients.size());
                speaker.send("PRIVMSG #a :" + round);
                speaker.sync();
                for (IrcClient client : clients) {
                    String expected = ":c" + (round % clients.size()) + "!";
                    assertThat(client.sync())
                            .as("round %d", round)
                            .hasSize(client == speaker ? 0 : 1)
                            .allMatch(line -> line.startsWith(expected));
                }
            }
            clients.forEach(IrcClient::close);
        }
    }

    /** On two workers, in capitals and not, before and after registration. */
    @Test
    void nick_whenTwoWantItAtOnce_thenExactlyOneGetsIt() {
        try (TestServer server = TestServer.of("chat", "event-loops.workers=2");
                IrcClient ann = IrcClient.to(server.address()).register("ann", "");
                IrcClient eve = IrcClient.to(server.address()).register("eve", "")) {
            for (int round = 0; round < 200; round++) {
                ann.send("NICK Nick" + round);
                eve.send("NICK nICK" + round);
                List<String> answers = new ArrayList<>(ann.sync());
                answers.addAll(eve.sync());
                assertThat(answers).as("round %d", round).hasSize(2);
                assertThat(answers).filteredOn(line -> line.contains(" 433 ")).hasSize(1);
                assertThat(answers)
                        .filteredOn(line -> line.contains("!") && line.contains(" NICK "))
                        .hasSize(1);
            }
            for (int round = 0; round < 50; round++) {
                try (IrcClient one = IrcClient.to(server.address());
                        IrcClient other = IrcClient.to(server.address())) {
                    one.send("NICK new" + round, "USER one 0 * :one");
                    other.send("NICK NEW" + round, "USER other 0 * :other");
                    List<String> answers = new ArrayList<>(one.sync());
                    answers.addAll(other.sync());
                    assertThat(answers)
                            .filteredOn(line -> line.contains(" 433 "))
                            .hasSize(1);
                    assertThat(answers)
                            .filteredOn(line -> line.contains(" 001 "))
                            .hasSize(1);
                }
            }
        }
    }

    private static void play(String script, String... assignments) {
        String[] all = new String[assignments.length + 1];
        all[0] = "event-loops.workers=2";
        System.arraycopy(assignments, 0, all, 1, assignments.length);
        try (TestServer server = TestServer.of("chat", all);
                IrcScript conversation = new IrcScript(server.address())) {
            conversation.run(script);
        }
    }
}
