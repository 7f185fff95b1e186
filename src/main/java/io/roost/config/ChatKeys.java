package io.roost.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of chat, in the order of the shipped file. */
final class ChatKeys {
    private static final Duration DAY = Duration.ofDays(1);

    static final ConfigKey<String> CHAT_PASSWORD = new ConfigKey<>(
            "chat.password",
            SecretType.of(ValueTypes.textOr("off", "a word without spaces", "[!-~]{1,64}")),
            "",
            "What PASS must say before a client may register; off: nothing.");
    static final ConfigKey<Integer> NICK_LENGTH =
            new ConfigKey<>("chat.nick-length", ValueTypes.integer(1, 64), 32, "Characters of a nickname at most.");
    static final ConfigKey<Integer> CHANNEL_LENGTH = new ConfigKey<>(
            "chat.channel-length", ValueTypes.integer(2, 128), 64, "Bytes of a channel's name at most.");
    static final ConfigKey<Integer> TOPIC_LENGTH = new ConfigKey<>(
            "chat.topic-length",
            ValueTypes.integer(1, 400),
            390,
            "Bytes of a topic, a reason or an away message at most; what is longer is cut.");
    static final ConfigKey<Integer> CHANNELS_PER_USER = new ConfigKey<>(
            "chat.channels-per-user", ValueTypes.integer(1, 1_000), 100, "Channels that one user may be in at once.");
    static final ConfigKey<Integer> LIST_SIZE = new ConfigKey<>(
            "chat.list-size",
            ValueTypes.integer(1, 10_000),
            100,
            "Bans, exceptions and invitation masks that one channel may have, together.");
    static final ConfigKey<Integer> SEND_QUEUE = new ConfigKey<>(
            "chat.send-queue",
            new ByteCountType(16 << 10, 1 << 30, false),
            1 << 20,
            "What may wait for one client; one that falls further behind is told so and dropped.");
    static final ConfigKey<Integer> SEND_QUEUES = new ConfigKey<>(
            "chat.send-queues",
            new ByteCountType(1 << 20, 1 << 30, false),
            512 << 20,
            "What may wait for all clients together; beyond it those that fall behind are dropped at once.");
    static final ConfigKey<Rate> COMMAND_RATE = new ConfigKey<>(
            "chat.command-rate",
            new RateType(1_000_000, DAY),
            new Rate(30, Duration.ofSeconds(15)),
            "How many lines a client may send: 30/15s is 30 at once, and two more each second. What it sends beyond that"
                    + " waits. LIST counts as four, WHO as three, JOIN, NAMES, WHOIS and WHOWAS as two, and"
                    + " so does a command of talk. Does not hold for operators, nor for limits.exempt.");
    static final ConfigKey<Integer> RECEIVE_QUEUE = new ConfigKey<>(
            "chat.receive-queue",
            new ByteCountType(4 << 10, 1 << 20, false),
            32 << 10,
            "What may wait of a client that sends more than chat.command-rate; one that goes on beyond that is told so"
                    + " and dropped.");
    static final ConfigKey<Duration> REGISTRATION_TIMEOUT = new ConfigKey<>(
            "chat.registration-timeout",
            new DurationType(Duration.ofMillis(100), DAY, true),
            Duration.ofSeconds(30),
            "How long a client may take to register, up to 5 % longer.");
    static final ConfigKey<Duration> PING_INTERVAL = new ConfigKey<>(
            "chat.ping-interval",
            new DurationType(Duration.ofMillis(100), DAY, true),
            Duration.ofMinutes(2),
            "A client that is silent for so long, up to a quarter longer, is sent a PING; one that is silent for twice"
                    + " as long is gone.");
    static final ConfigKey<String> CONTACT = new ConfigKey<>(
            "chat.contact",
            ValueTypes.textOr("off", "a text of up to 100 characters", "[ -~]{0,99}[!-~]"),
            "",
            "Whom ADMIN names as responsible, such as a mail address.");
    static final ConfigKey<String> MOTD = new ConfigKey<>(
            "chat.motd",
            ValueTypes.textOr("off", "the path of a file", ".{1,4096}"),
            "",
            "A text file whose lines greet each user.");
    static final ConfigKey<Map<String, String>> OPERATORS = new ConfigKey<>(
            "chat.operators",
            SecretType.ofList(ValueTypes.hashes(
                    "name:hash, several with commas between them, the hashes as roost config hash prints them,"
                            + " or off")),
            Map.of(),
            "Who may become an operator by OPER, and the bcrypt hashes of their passwords; roost config hash makes"
                    + " one.");

    static final ConfigKey<Rate> OPER_RATE = new ConfigKey<>(
            "chat.oper-rate",
            new RateType(1_000_000, DAY),
            new Rate(10, Duration.ofMinutes(10)),
            "How often one address may say OPER before it is refused unheard; a client is closed after three wrong"
                    + " passwords.");

    static final List<ConfigKey<?>> ALL = List.of(
            CHAT_PASSWORD,
            NICK_LENGTH,
            CHANNEL_LENGTH,
            TOPIC_LENGTH,
            CHANNELS_PER_USER,
            LIST_SIZE,
            SEND_QUEUE,
            SEND_QUEUES,
            COMMAND_RATE,
            RECEIVE_QUEUE,
            REGISTRATION_TIMEOUT,
            PING_INTERVAL,
            CONTACT,
            MOTD,
            OPERATORS,
            OPER_RATE);

    private ChatKeys() {}
}
