package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.IrcClient;
import io.roost.testkit.IrcScript;
import io.roost.testkit.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration is read again while clients are connected. */
class ReloadIT {
    private static final String OPERATORS =
            "chat.operators=root:$2a$04$BGNsm2dsny4lCu7IcRG57OpiShLAAKlCgMXZDDliJ85Sy1B7DdHtW";

    @TempDir
    private Path folder;

    private final List<String> assignments = new ArrayList<>(List.of(OPERATORS, "event-loops.workers=2"));

    @Test
    void rehash_whenKeysChanged_thenTheyHoldAndNobodyIsLost() throws Exception {
        Path motd = Files.writeString(folder.resolve("motd"), "first\n");
        assignments.add("chat.motd=" + motd);
        try (TestServer server = TestServer.reloadable("chat", assignments);
                IrcScript conversation = new IrcScript(server.address())) {
            conversation.run("""
                    op +
                    guest +
                    guest > MOTD
                    guest < * 375 *
                    guest < * 372 guest :- first
                    guest < * 376 *
                    guest > REHASH
                    guest < * 481 *
                    guest > ADMIN
                    guest < * 423 guest roost.local :*
                    op > OPER root secret
                    op < * 381 *
                    op < * MODE op :+o
                    """);
            Files.writeString(motd, "second\n");
            assignments.addAll(List.of("chat.nick-length=5", "chat.contact=root@example.org", "tcp.backlog=7"));
            conversation.run("""
                    op > REHASH
                    op < * 382 op roost.local :Rehashing
                    op < :roost.local NOTICE op :Changed: chat.nick-length, chat.contact
                    op < :roost.local NOTICE op :Changed, but held back until a restart: tcp.backlog
                    guest > MOTD
                    guest < * 375 *
                    guest < * 372 guest :- second
                    guest < * 376 *
                    guest > NICK longer
                    guest < * 432 *
                    guest > ADMIN
                    guest < * 256 guest roost.local :*
                    guest < * 257 *
                    guest < * 258 *
                    guest < * 259 guest :root@example.org
                    op .
                    """);
            try (IrcClient late = IrcClient.to(server.address())) {
                late.send("NICK late", "USER late 0 * :late");
                assertThat(late.sync()).anyMatch(line -> line.contains(" NICKLEN=5 "));
            }
        }
    }

    @Test
    void rehash_whenThereIsAProblem_thenItIsToldAndNothingChanges() {
        try (TestServer server = TestServer.reloadable("chat", assignments);
                IrcScript conversation = new IrcScript(server.address())) {
            assignments.addAll(List.of("chat.nick-length=5", "chat.topic-length=0", "chat.nik=1"));
            conversation.run("""
                    op +
                    op > OPER root secret
                    op < * 381 *
                    op < * MODE op :+o
                    op > REHASH
                    op < * 382 *
                    op < * NOTICE op :The configuration is not taken over, for it has problems:
                    op < * NOTICE op :*chat.nik*
                    op < * NOTICE op :*chat.topic-length*
                    op > NICK longer
                    op < :op!* NICK longer
                    """);
        }
    }

    @Test
    void rehash_whenTimesChanged_thenThoseThatComeLaterHaveThem() {
        assignments.add("chat.ping-interval=off");
        try (TestServer server = TestServer.reloadable("chat", assignments);
                IrcClient before = IrcClient.to(server.address()).register("before", "")) {
            assignments.set(assignments.size() - 1, "chat.ping-interval=300ms");
            server.server().reload();
            try (IrcClient after = IrcClient.to(server.address()).register("after", "")) {
                assertThat(after.line()).isEqualTo("PING :roost.local");
            }
            assertThat(before.sync()).isEmpty();
        }
    }

    @Test
    void stats_whenAsked_thenAnsweredToThoseWhoMayKnow() {
        try (TestServer server = TestServer.reloadable("chat", assignments);
                IrcScript conversation = new IrcScript(server.address())) {
            conversation.run("""
                    op +
                    op > STATS u
                    op < * 242 op :Server Up 0 days 00:*
                    op < * 219 op u :*
                    op > STATS o
                    op < * 481 *
                    op < * 219 op o :*
                    op > STATS
                    op < * 219 op * :*
                    op > OPER root secret
                    op < * 381 *
                    op < * MODE op :+o
                    op > STATS o
                    op < * 243 op O *@* * :root
                    op < * 219 op o :*
                    op > STATS l
                    op < * 249 op l :1 users, 0 not registered, 1 operators, 0 channels
                    op < * 219 op l :*
                    """);
        }
    }
}
