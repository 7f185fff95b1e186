package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.IrcClient;
import io.roost.testkit.IrcScript;
import io.roost.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the specifications say (modern.ircdocs.horse and ircv3.net), as conversations over real sockets. */
class IrcSpecIT {
    /** RFC 1459 § 2.3: 512 bytes; and UTF8ONLY: no character is cut in two. */
    @Test
    void message_whenTheLineWouldBeTooLong_thenCutBetweenCharacters() {
        String nick = "n".repeat(32);
        try (TestServer server = TestServer.of("chat");
                IrcClient speaker = IrcClient.to(server.address()).register(nick, "");
                IrcClient listener = IrcClient.to(server.address()).register("listener", "server-time")) {
            String channel = "#" + "c".repeat(63);
            listener.send("JOIN " + channel);
            listener.sync();
            speaker.send("JOIN " + channel);
            speaker.sync();
            listener.sync();
            for (String character : List.of("x", "\u00e9", "\u20ac", "\ud83d\udc26")) {
                int bytes = character.getBytes(StandardCharsets.UTF_8).length;
                String text = character.repeat((510 - "PRIVMSG  :".length() - channel.length()) / bytes);
                for (int shift = 0; shift < bytes; shift++) {
                    speaker.send("PRIVMSG " + channel + " :" + "y".repeat(shift) + text.substring(character.length()));
                }
                speaker.sync();
                for (String line : listener.sync()) {
                    String body = line.substring(line.indexOf(' ') + 1);
                    int length = body.getBytes(StandardCharsets.UTF_8).length;
                    assertThat(length).isBetween(510 - bytes + 1, 510);
                    assertThat(body).startsWith(":" + nick + "!").doesNotContain("\uFFFD");
                }
            }
        }
    }

    /** IRCv3 message-tags, size limit: 4,094 bytes of a client's tag data. */
    @Test
    void tags_whenOneByteTooLong_thenRefused() {
        try (TestServer server = TestServer.of("chat");
                IrcClient speaker = IrcClient.to(server.address()).register("speaker", "message-tags");
                IrcClient listener = IrcClient.to(server.address()).register("listener", "message-tags")) {
            String most = "+t=" + "x".repeat(4_094 - 3);
            speaker.send("@" + most + " PRIVMSG listener :fits");
            assertThat(speaker.sync()).isEmpty();
            assertThat(listener.sync())
                    .singleElement()
                    .asString()
                    .contains(most + " :speaker!")
                    .endsWith(":fits");
            speaker.send(
                    "@" + most + "x PRIVMSG listener :does not",
                    "@" + "x".repeat(9_000) + " PRIVMSG listener :nor this");
            assertThat(speaker.sync())
                    .containsExactly(
                            ":roost.local 417 speaker :Input line was too long",
                            ":roost.local 417 speaker :Input line was too long");
            assertThat(listener.sync()).isEmpty();
            speaker.send("PRIVMSG listener :" + "x".repeat(510));
            assertThat(speaker.sync()).containsExactly(":roost.local 417 speaker :Input line was too long");
        }
    }

    /** RPL_ISUPPORT STATUSMSG=@%+: to those of a rank and above. */
    @Test
    void statusmsg_whenSaid_thenOnlyThoseOfTheRankGetIt() {
        play("""
                op + echo-message
                voiced +
                plain +
                op > JOIN #a
                op < :op!* JOIN #a
                op < * 353 *
                op < * 366 *
                voiced > JOIN #a
                voiced < :voiced!* JOIN #a
                voiced < * 353 *
                voiced < * 366 *
                op < :voiced!* JOIN #a
                plain > JOIN #a
                plain < :plain!* JOIN #a
                plain < * 353 *
                plain < * 366 *
                op < :plain!* JOIN #a
                voiced < :plain!* JOIN #a
                op > MODE #a +v voiced
                op < * MODE #a +v :voiced
                voiced < * MODE #a +v :voiced
                plain < * MODE #a +v :voiced
                op > PRIVMSG +#a :to the voiced
                op < :op!* PRIVMSG +#a :to the voiced
                voiced < :op!* PRIVMSG +#a :to the voiced
                plain .
                plain > NOTICE @#a :to the operators
                op < :plain!* NOTICE @#a :to the operators
                voiced .
                """);
    }

    /** RPL_ISUPPORT TARGMAX: PRIVMSG:4. */
    @Test
    void targets_whenMoreThanMayBe_thenTheFirstGetItAndTheRestIsRefused() {
        play("""
                a + echo-message
                a > PRIVMSG a,a,nobody,a,a :hi
                a < :a!* PRIVMSG a :hi
                a < :a!* PRIVMSG a :hi
                a < :a!* PRIVMSG a :hi
                a < :a!* PRIVMSG a :hi
                a < * 401 a nobody :*
                a < :a!* PRIVMSG a :hi
                a < :a!* PRIVMSG a :hi
                a < * 407 a a :*
                a .
                """);
    }

    /** RPL_ISUPPORT ELIST=CMNTU. */
    @Test
    void list_whenConditionsAreGiven_thenOnlyThoseChannels() {
        play("""
                a +
                b +
                a > JOIN #one
                a < * JOIN #one
                a < * 353 *
                a < * 366 *
                a > TOPIC #one :first
                a < * TOPIC #one :first
                a > JOIN #two
                a < * JOIN #two
                a < * 353 *
                a < * 366 *
                b > JOIN #two
                b < * JOIN #two
                b < * 353 *
                b < * 366 *
                a < :b!* JOIN #two
                a > LIST >1
                a < * 321 a Channel :Users  Name
                a < * 322 a #two 2 :
                a < * 323 a :*
                a > LIST <2
                a < * 321 *
                a < * 322 a #one 1 :first
                a < * 323 *
                a > LIST #t*
                a < * 321 *
                a < * 322 a #two 2 :
                a < * 323 *
                a > LIST !#t*
                a < * 321 *
                a < * 322 a #one 1 :first
                a < * 323 *
                a > LIST T<5
                a < * 321 *
                a < * 322 a #one 1 :first
                a < * 323 *
                a > LIST C>5
                a < * 321 *
                a < * 323 *
                b > MODE #two +s
                b < * 482 b #two :*
                a > MODE #two +s
                a < * MODE #two :+s
                b < * MODE #two :+s
                b > PART #two
                b < * PART #two
                a < * PART #two
                b > LIST #two,#one
                b < * 321 *
                b < * 322 b #one 1 :first
                b < * 323 *
                """);
    }

    /** IRCv3 WHOX: the fields in their own order, the token as given. */
    @Test
    void whox_whenFieldsAreAskedFor_thenInTheOrderOfTheSpecification() {
        play("""
                a +
                a > MODE a +B
                a < :a!* MODE a :+B
                a > AWAY :gone
                a < * 306 a :*
                a > WHO a %tcuihsnfdlaor,42
                a < * 354 a 42 * ~a 127.0.0.1 127.0.0.1 roost.local a GB 0 0 0 n/a :a
                a < * 315 a a :*
                a > WHO A %nar
                a < * 354 a a 0 :a
                a < * 315 a A :*
                a > WHO nobody %na
                a < * 315 a nobody :*
                """);
    }

    /** IRCv3 MONITOR: a list has room for 100; those that found none are named. */
    @Test
    void monitor_whenFull_thenTheRestIsNamed() {
        try (TestServer server = TestServer.of("chat");
                IrcClient watcher = IrcClient.to(server.address()).register("watcher", "")) {
            for (int i = 0; i < 98; i += 14) {
                List<String> nicks = new ArrayList<>();
                for (int j = i; j < i + 14; j++) {
                    nicks.add("n" + j);
                }
                watcher.send("MONITOR + " + String.join(",", nicks));
            }
            assertThat(watcher.sync()).allMatch(line -> line.contains(" 731 watcher :n"));
            watcher.send("MONITOR + y1,y2,z1,z2,z3");
            assertThat(watcher.sync())
                    .containsExactlyInAnyOrder(
                            ":roost.local 734 watcher 100 z1,z2,z3 :Monitor list is full",
                            ":roost.local 731 watcher :y1,y2");
            watcher.send("MONITOR - y1", "MONITOR + z1");
            assertThat(watcher.sync()).containsExactly(":roost.local 731 watcher :z1");
            watcher.send("MONITOR C", "MONITOR L");
            assertThat(watcher.sync()).containsExactly(":roost.local 733 watcher :End of MONITOR list");
        }
    }

    @Test
    void monitor_whenOneComesRenamesAndGoes_thenTold() {
        play("""
                a +
                a > MONITOR + Eve,other
                a < * 731 a :Eve,other
                eve +
                a < * 730 a :eve!~eve@127.0.0.1
                eve > NICK other
                eve < * NICK other
                a < * 731 a :eve
                a < * 730 a :other!~eve@127.0.0.1
                eve > QUIT
                eve < ERROR *
                a < * 731 a :other
                a .
                """);
    }

    /** IRCv3 extended-monitor: what those hear of whom they watch who share no channel with it. */
    @Test
    void extendedMonitor_whenTheWatchedChanges_thenTold() {
        play("""
                a + extended-monitor away-notify setname
                b + away-notify setname
                c +
                a > MONITOR + c
                a < * 730 a :c!*
                b > MONITOR + c
                b < * 730 b :c!*
                c > AWAY :lunch
                c < * 306 *
                a < :c!* AWAY lunch
                c > AWAY
                c < * 305 *
                a < :c!* AWAY
                c > SETNAME :another name
                a < :c!* SETNAME :another name
                b .
                c .
                """);
    }

    /** IRCv3 setname. */
    @Test
    void setname_whenTooLong_thenFails() {
        try (TestServer server = TestServer.of("chat");
                IrcClient client = IrcClient.to(server.address()).register("a", "setname standard-replies")) {
            client.send("SETNAME :" + "x".repeat(200), "SETNAME :", "SETNAME :ok now", "WHOIS a");
            assertThat(client.sync())
                    .startsWith(
                            ":roost.local FAIL SETNAME INVALID_REALNAME :That real name is empty or too long",
                            ":roost.local FAIL SETNAME INVALID_REALNAME :That real name is empty or too long",
                            ":a!~a@127.0.0.1 SETNAME :ok now",
                            ":roost.local 311 a a ~a 127.0.0.1 * :ok now");
        }
    }

    /** IRCv3 invite-notify: operators of the channel are told; others are not, nor those without the capability. */
    @Test
    void inviteNotify_whenOneIsInvited_thenTheOperatorsKnow() {
        play("""
                op + invite-notify
                guest +
                third +
                op > JOIN #a
                op < * JOIN #a
                op < * 353 *
                op < * 366 *
                third > JOIN #a
                third < * JOIN #a
                third < * 353 *
                third < * 366 *
                op < * JOIN #a
                third > INVITE guest #a
                third < * 341 third guest :#a
                guest < :third!* INVITE guest :#a
                op < :third!* INVITE guest :#a
                third > INVITE op #a
                third < * 443 third op #a :*
                third .
                """);
    }

    /** IRCv3 bot mode: in WHOIS, in WHO, and as a tag on what it says. */
    @Test
    void bot_whenItSaysSo_thenSeenAsOne() {
        play("""
                a + message-tags
                b +
                b > MODE b +B
                b < :b!* MODE b :+B
                b > PRIVMSG a :beep
                a < @msgid=*;bot :b!* PRIVMSG a :beep
                a > WHOIS b
                a < * 311 *
                a < * 312 *
                a < * 335 a b :*
                a < * 317 *
                a < * 318 *
                a > WHO b
                a < * 352 a * ~b 127.0.0.1 roost.local b HB :0 b
                a < * 315 *
                """);
    }

    /** IRCv3 no-implicit-names; extended-join; the same msgid for all and for the echo. */
    @Test
    void join_whenNamesAreNotWanted_thenNone() {
        play("""
                a + no-implicit-names extended-join
                a > JOIN #a
                a < :a!~a@127.0.0.1 JOIN #a * :a
                a .
                a > NAMES #a
                a < * 353 a = #a :@a
                a < * 366 a #a :*
                """);
    }

    @Test
    void messageId_whenOneMessage_thenOneForAll() {
        try (TestServer server = TestServer.of("chat", "event-loops.workers=2");
                IrcClient a = IrcClient.to(server.address()).register("a", "message-tags echo-message");
                IrcClient b = IrcClient.to(server.address()).register("b", "message-tags server-time")) {
            a.send("JOIN #a");
            a.sync();
            b.send("JOIN #a");
            b.sync();
            a.sync();
            a.send("PRIVMSG #a :one", "@+draft/reply=x;other=y TAGMSG #a");
            List<String> echoes = a.sync();
            List<String> heard = b.sync();
            assertThat(echoes).hasSize(2);
            assertThat(heard).hasSize(2);
            for (int i = 0; i < 2; i++) {
                String id = echoes.get(i).replaceFirst("^@msgid=([^; ]+)[; ].*", "$1");
                assertThat(heard.get(i))
                        .matches("@time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z;msgid=" + id + "[; ].*");
            }
            assertThat(heard.get(1)).endsWith(";+draft/reply=x :a!~a@127.0.0.1 TAGMSG #a");
        }
    }

    /** IRCv3 capability negotiation 302: cap-notify comes with it and stays; what is asked for is had in whole or not at all. */
    @Test
    void capabilities_whenAskedFor_thenAllOrNone() {
        play("""
                a ~
                a > CAP LS 302
                a < * CAP * LS :*cap-notify*
                a > CAP REQ :echo-message no-such
                a < * CAP * NAK :echo-message no-such
                a > CAP REQ :echo-message -batch
                a < * CAP * ACK :echo-message -batch
                a > CAP REQ :-cap-notify
                a < * CAP * NAK :-cap-notify
                a > CAP LIST
                a < * CAP * LIST :echo-message cap-notify
                a > CAP FOO
                a < * 410 * FOO :*
                """);
    }

    private static void play(String script) {
        try (TestServer server = TestServer.of("chat", "event-loops.workers=2");
                IrcScript conversation = new IrcScript(server.address())) {
            conversation.run(script);
        }
    }
}
