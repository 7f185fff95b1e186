package io.roost.cli.load;

import io.roost.load.LoadPlan;
import io.roost.load.SizeMix;
import io.roost.load.chat.ChatScenario;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What users of a chat are to do. */
final class ChatOptions extends LoadOptions {
    private static final int MOST_WINDOW = 1 << 20;

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            converter = Values.Target.class,
            description = "HOST:PORT of an IRC server.")
    @Nullable
    InetSocketAddress target;

    @Parameters(
            index = "1",
            paramLabel = "SCENARIO",
            converter = Values.Chat.class,
            description = ChatScenario.EXPECTED + ".")
    @Nullable
    ChatScenario scenario;

    @Option(
            names = {"-s", "--size"},
            paramLabel = "BYTES",
            defaultValue = "64",
            description = "Of a message's text, " + ChatScenario.LEAST_BYTES + " to " + ChatScenario.MOST_BYTES
                    + " (default: ${DEFAULT-VALUE}).")
    int bytes;

    @Option(
            names = "--warmup",
            paramLabel = "T",
            defaultValue = "2s",
            converter = Values.Time.class,
            description = "Published like the rest, but not measured (default: ${DEFAULT-VALUE}).")
    Duration warmup = Duration.ZERO;

    @Option(
            names = "--window",
            paramLabel = "LINES",
            defaultValue = "1024",
            description =
                    "Flat out, a channel's senders pause when its slowest member is so many lines behind: more than a"
                            + " server's send queue holds gets members cut off (default: ${DEFAULT-VALUE}).")
    int window;

    @Option(
            names = "--slow-readers",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description =
                    "So many of those that send nothing never read once all have joined (default: ${DEFAULT-VALUE}).")
    int slowPercent;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "512",
            description = "Users that dial and register at one time; a server with a short backlog needs few"
                    + " (default: ${DEFAULT-VALUE}).")
    int atOnce;

    @Option(
            names = "--drain",
            paramLabel = "T",
            defaultValue = "off",
            converter = Values.Time.class,
            description = "Stay connected so long after the end, for the server to close, and measure how it does.")
    Duration drain = Duration.ZERO;

    @Option(
            names = "--nick",
            paramLabel = "PREFIX",
            defaultValue = "rl",
            description = "What nicknames and channels begin with; runs that share a server need one each"
                    + " (default: ${DEFAULT-VALUE}).")
    String nick = "";

    @Option(
            names = "--cap",
            paramLabel = "NAMES",
            defaultValue = "",
            description =
                    "Capabilities to ask for, such as \"server-time message-tags\". Without it: plain IRC, no CAP at all.")
    String capabilities = "";

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            defaultValue = "0",
            description = "The server's process on this host, whose CPU time and memory are to be reported.")
    long serverPid;

    @Override
    List<InetSocketAddress> targets() {
        return target == null ? List.of() : List.of(target);
    }

    @Override
    long connections() {
        return scenario == null ? 0 : scenario.users();
    }

    @Override
    String problem() {
        if (bytes < ChatScenario.LEAST_BYTES || bytes > ChatScenario.MOST_BYTES) {
            return "-s " + bytes + " (expected: " + ChatScenario.LEAST_BYTES + " to " + ChatScenario.MOST_BYTES
                    + " bytes)";
        }
        if (window < 1 || window > MOST_WINDOW) {
            return "--window " + window + " (expected: 1 to " + MOST_WINDOW + " lines)";
        }
        if (slowPercent < 0 || slowPercent > 100) {
            return "--slow-readers " + slowPercent + " (expected: 0 to 100 per cent)";
        }
        if (atOnce < 1) {
            return "--at-once " + atOnce + " (expected: 1 user at least)";
        }
        if (!nick.matches("[A-Za-z]{1,4}")) {
            return "--nick " + nick + " (expected: one to four letters)";
        }
        if (!capabilities.matches("[A-Za-z0-9./_=-]*(?: [A-Za-z0-9./_=-]+)*")) {
            return "--cap " + capabilities + " (expected: names separated by spaces)";
        }
        return super.problem();
    }

    /**
     * @param paced whether a connect rate was asked for; registrations are not paced of themselves
     */
    LoadPlan plan(boolean paced) {
        ChatScenario asked = java.util.Objects.requireNonNull(scenario, "picocli has refused its absence");
        boolean isRegister = asked.kind() == LoadPlan.ChatKind.REGISTER;
        return new LoadPlan(
                LoadPlan.Scenario.CHAT,
                targets(),
                sourceAddresses(),
                asked.users(),
                isRegister && !paced ? 0 : connectRate,
                connectTimeout,
                Duration.ZERO,
                asked.rate(),
                1,
                SizeMix.of(String.valueOf(bytes)),
                asked.senders() == 0 ? Duration.ZERO : warmup,
                duration,
                drain,
                false,
                false,
                closing == Closing.RST,
                threads,
                seed,
                labels,
                asked.chat(slowPercent, window, atOnce, nick, capabilities, serverPid));
    }
}
