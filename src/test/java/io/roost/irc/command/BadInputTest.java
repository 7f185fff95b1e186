package io.roost.irc.command;

import io.roost.testkit.EmbeddedChat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever a client sends, all that goes out is well-formed lines, it and its neighbours are answered, nothing is logged
 * and nothing is left behind.
 */
final class BadInputTest {
    private static final String ALL =
            "server-time message-tags account-tag extended-join away-notify account-notify chghost"
                    + " setname invite-notify extended-monitor multi-prefix userhost-in-names echo-message batch labeled-response"
                    + " standard-replies cap-notify";

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void session_whenAnyCommandsCome_thenItAndItsNeighboursAnswer(
            @ForAll("lines") List<byte[]> lines, @ForAll boolean hasCapabilities, @ForAll boolean isOperator) {
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer friend = chat.irc("friend", ALL).send("JOIN #a", "JOIN #b", "MODE #b +i");
            EmbeddedChat.Peer talker = chat.talk("talker").send("/join a");
            EmbeddedChat.Peer subject =
                    chat.irc("me", hasCapabilities ? ALL : "").send("JOIN #a,#mine");
            if (isOperator) {
                chat.promote("me");
            }
            for (byte[] line : lines) {
                subject.exchange(line);
                friend.output();
                talker.output();
            }
            subject.assertAnswers();
            friend.assertAnswers();
            talker.assertAnswers();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void session_whenCommandsComeBeforeRegistration_thenItStillRegisters(@ForAll("lines") List<byte[]> lines) {
        try (EmbeddedChat chat = new EmbeddedChat()) {
            EmbeddedChat.Peer friend = chat.irc("friend", ALL).send("JOIN #a");
            EmbeddedChat.Peer subject = chat.irc();
            lines.forEach(subject::exchange);
            subject.assertAnswers();
            subject.send("NICK fresh", "USER fresh 0 * :fresh", "CAP END");
            subject.assertAnswers();
            friend.assertAnswers();
        }
    }

    @Provide
    Arbitrary<List<byte[]>> lines() {
        return line().list().ofMaxSize(12);
    }

    private static Arbitrary<byte[]> line() {
        Arbitrary<String> commands = Arbitraries.of(CommandTable.names()).filter(name -> !name.equals("OPER"));
        Arbitrary<String> mixed = Arbitraries.of("nick", "Join", "NoSuch", "123", "\u00e9", "a\0b");
        Arbitrary<String> command = Arbitraries.frequencyOf(Tuple.of(12, commands), Tuple.of(1, mixed));
        Arbitrary<List<byte[]>> parameters = Arbitraries.frequencyOf(
                        Tuple.of(8, word().map(BadInputTest::bytes)), Tuple.of(1, garbage()))
                .list()
                .ofMaxSize(5);
        Arbitrary<List<byte[]>> many =
                word().map(BadInputTest::bytes).list().ofMinSize(12).ofMaxSize(40);
        Arbitrary<String> tags = Arbitraries.frequency(
                Tuple.of(6, ""),
                Tuple.of(2, "@label=x "),
                Tuple.of(1, "@label=" + "y".repeat(65) + ";+a=\\:\\s\\ "),
                Tuple.of(1, "@+typing=active;+reply=1;label "),
                Tuple.of(1, "@" + "+k=v;".repeat(850) + " "),
                Tuple.of(1, "@;;=;= "));
        Arbitrary<Boolean> hasColon = Arbitraries.of(true, true, false);
        Arbitrary<String> end = Arbitraries.of("\r\n", "\n", "\r", "\r\n", "\r\n");
        return Combinators.combine(
                        tags,
                        command,
                        Arbitraries.frequencyOf(Tuple.of(12, parameters), Tuple.of(1, many)),
                        hasColon,
                        end)
                .as(BadInputTest::assembled);
    }

    /** Names, masks, modes and numbers that mean something somewhere, and such as mean nothing anywhere. */
    private static Arbitrary<String> word() {
        Arbitrary<String> known = Arbitraries.of(
                "#a",
                "#b",
                "#mine",
                "me",
                "friend",
                "talker",
                "ME",
                "#A",
                "*",
                "0",
                "",
                "-1",
                "99999999999",
                "+",
                "-",
                "#a,#b",
                "#a,,#c",
                "me,friend,nobody,talker,me",
                "@#a",
                "+%@#a",
                "nobody",
                "roost.local",
                "1bad",
                "#",
                "##");
        Arbitrary<String> modes = Arbitraries.of(
                "+o",
                "-o",
                "+b",
                "b",
                "+bbb",
                "+k",
                "-k",
                "+l",
                "+imnst",
                "-imnst",
                "+ov-b+e",
                "+xyz",
                "+CR",
                "+Iq",
                "+BRiow",
                "-",
                "+" + "b".repeat(30),
                "+oooooooooooooooooooooo");
        Arbitrary<String> special = Arbitraries.of(
                "LS",
                "302",
                "REQ",
                "END",
                "LIST",
                "\u0001ACTION x\u0001",
                "\u0001VERSION\u0001",
                "%tcuihsnfdlaor,123",
                "%",
                "%,",
                "o",
                "*!*@*",
                "m:*",
                "m:me!*@*",
                "me!*@*",
                "*****?????*****",
                "C",
                "S",
                "L",
                "C>5",
                "T<1",
                "!x*",
                ">0",
                "<1000000000",
                "message-tags",
                "-message-tags echo-message",
                "no-such-cap",
                "\u20ac".repeat(200),
                "\ud83d\udc26",
                "x".repeat(510),
                "x".repeat(600),
                "#" + "x".repeat(60),
                "n".repeat(40),
                "a b c",
                " ",
                ":",
                "::",
                ":x y",
                "\0",
                "a\0b");
        return Arbitraries.oneOf(known, known, modes, special);
    }

    private static Arbitrary<byte[]> garbage() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(bytes -> {
            byte[] line = bytes.clone();
            for (int i = 0; i < line.length; i++) {
                line[i] = line[i] == '\r' || line[i] == '\n' ? (byte) 0xFF : line[i];
            }
            return line;
        });
    }

    private static byte[] assembled(
            String tags, String command, List<byte[]> parameters, boolean hasColon, String end) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(bytes(tags + command));
        for (int i = 0; i < parameters.size(); i++) {
            line.write(' ');
            if (hasColon && i == parameters.size() - 1) {
                line.write(':');
            }
            line.writeBytes(parameters.get(i));
        }
        line.writeBytes(bytes(end));
        return line.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
