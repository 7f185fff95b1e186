package io.roost.cli;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.roost.config.ConfigManual;
import io.roost.config.ConfigWriter;
import io.roost.config.RoostConfig;
import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roost config}: looks at a configuration without running it. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Check a configuration, show what would hold, list the keys, or hash a password.")
final class ConfigCommand implements Runnable {
    /** A quarter of a second a try on a core of 2025: nobody waits for long, and nobody tries many. */
    private static final int HASH_COST = 12;

    /** bcrypt ignores what comes behind. */
    private static final int MAX_PASSWORD_BYTES = 72;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(mixinStandardHelpOptions = true, description = "Say whether it is right; exit 2 with all problems if not.")
    int check(@Mixin ConfigOptions options) {
        RoostConfig config = load(options);
        if (config == null) {
            return ExitCode.USAGE;
        }
        print("The configuration is right: " + config.listeners().size() + " listener"
                + (config.listeners().size() == 1 ? "" : "s") + ", transport "
                + config.transport().text() + ".\n");
        return ExitCode.OK;
    }

    @Command(mixinStandardHelpOptions = true, description = "Print every key with the value that holds, as YAML.")
    int show(@Mixin ConfigOptions options) {
        RoostConfig config = load(options);
        if (config == null) {
            return ExitCode.USAGE;
        }
        print(ConfigWriter.yaml(config));
        return ExitCode.OK;
    }

    @Command(mixinStandardHelpOptions = true, description = "List every key: default, meaning, range, variable.")
    int keys(
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            description = "text, yaml or markdown.",
                            defaultValue = "text")
                    KeysFormat format) {
        print(
                switch (format) {
                    case TEXT -> ConfigManual.text();
                    case YAML -> ConfigManual.yaml();
                    case MARKDOWN -> ConfigManual.markdown();
                });
        return ExitCode.OK;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Read a password, from the terminal or the first line of standard input, and print its bcrypt"
                    + " hash for chat.operators.")
    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on a console reads from what is no terminal as well
    int hash() {
        Console console = System.console();
        char[] password = console != null
                ? console.readPassword("Password: ")
                : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .lines()
                        .findFirst()
                        .map(String::toCharArray)
                        .orElse(null);
        int bytes = password == null ? 0 : new String(password).getBytes(StandardCharsets.UTF_8).length;
        if (password == null || bytes == 0 || bytes > MAX_PASSWORD_BYTES) {
            spec.commandLine().getErr().println("roost: the password has " + bytes + " bytes (expected: 1 to 72)");
            return ExitCode.USAGE;
        }
        print(BCrypt.withDefaults().hashToString(HASH_COST, password) + "\n");
        return ExitCode.OK;
    }

    private @Nullable RoostConfig load(ConfigOptions options) {
        return ConfigOptions.loadOrExplain(
                options.loader(System.getenv()), spec.commandLine().getErr());
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    /** How the keys are listed. */
    enum KeysFormat {
        TEXT,
        YAML,
        MARKDOWN
    }
}
