package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.IrcScript;
import io.roost.testkit.TestServer;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Operators, whose passwords are compared on another thread. */
class IrcOperatorIT {
    /** bcrypt of "secret", at the least cost. */
    private static final String OPERATORS =
            "chat.operators=root:$2a$04$BGNsm2dsny4lCu7IcRG57OpiShLAAKlCgMXZDDliJ85Sy1B7DdHtW";

    @Test
    void oper_whenPasswordIsRight_thenHoldsAndMayKill() {
        play("""
                op +
                guest +
                op > OPER root wrong
                op < * 464 op :*
                op > KILL guest :no
                op < * 481 op :*
                op > OPER root secret
                op < * 381 op :*
                op < :op!* MODE op :+o
                op > OPER nobody secret
                op < * 464 op :*
                op > KILL guest :out
                guest < ERROR :Closing link: Killed (op (out))
                guest $
                op .
                """);
    }

    /** One segment: the answer must not be overtaken by those to what came behind it. */
    @Test
    void oper_whenMoreComesBehind_thenItIsAnsweredInOrder() {
        try (TestServer server = TestServer.of("chat", OPERATORS);
                IrcClient client = IrcClient.to(server.address()).register("op", "labeled-response batch")) {
            client.send(
                    "@label=1 OPER root secret",
                    "PING between",
                    "@label=2 OPER root wrong",
                    "@label=3 PING behind",
                    "PRIVMSG op :last");
            List<String> lines = client.sync();
            assertThat(lines)
                    .hasSize(8)
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("@label=1 :roost.local BATCH +"),
                            line -> assertThat(line).contains(" 381 op :"),
                            line -> assertThat(line).contains(" MODE op :+o"),
                            line -> assertThat(line).contains(" BATCH -"),
                            line -> assertThat(line).endsWith(" PONG roost.local :between"),
                            line -> assertThat(line).startsWith("@label=2 :roost.local 464 op"),
                            line -> assertThat(line).isEqualTo("@label=3 :roost.local PONG roost.local :behind"),
                            line -> assertThat(line).endsWith("PRIVMSG op :last"));
        }
    }

    @Test
    void oper_whenTheClientGoesMeanwhile_thenNothingIsLeftOfIt() {
        try (TestServer server = TestServer.of("chat", OPERATORS, "event-loops.workers=2")) {
            for (int i = 0; i < 20; i++) {
                try (IrcClient client = IrcClient.to(server.address())) {
                    client.send("NICK n" + i, "USER u 0 * :u", "@label=1 OPER root secret", "PING x", "JOIN #a");
                }
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.connections()).isZero());
        }
    }

    @Test
    void oper_whenThePasswordIsWrongThreeTimes_thenClosedAndCounted() {
        try (TestServer server = TestServer.of("chat", OPERATORS);
                IrcScript conversation = new IrcScript(server.address())) {
            conversation.run("""
                    op +
                    op > OPER root wrong
                    op < * 464 op :*
                    op > OPER nobody wrong
                    op < * 464 op :*
                    op > OPER root wrong
                    op < * 464 op :*
                    op < ERROR :Closing link: Too many wrong passwords
                    op $
                    """);
            assertThat(server.count(LoopCounter.OPER_FAILURES)).isEqualTo(3);
            await().untilAsserted(() ->
                    assertThat(server.count(LoopCounter.CLOSED_LIMIT)).isEqualTo(1));
        }
    }

    @Test
    void oper_whenTheAddressHasTriedTooOften_thenRefusedUnheard() {
        try (TestServer server = TestServer.of("chat", OPERATORS, "chat.oper-rate=1/1d");
                IrcScript conversation = new IrcScript(server.address())) {
            conversation.run("""
                    op +
                    op > OPER root wrong
                    op < * 464 op :*
                    op > OPER root secret
                    op < * 464 op :*
                    op .
                    """);
            assertThat(server.count(LoopCounter.OPER_FAILURES)).isEqualTo(2);
        }
    }

    private static void play(String script) {
        try (TestServer server = TestServer.of("chat", OPERATORS, "event-loops.workers=2");
                IrcScript conversation = new IrcScript(server.address())) {
            conversation.run(script);
        }
    }
}
