package io.roost.cli;

import io.roost.config.ConfigManual;
import io.roost.config.ConfigWriter;
import io.roost.config.RoostConfig;
import java.io.PrintWriter;
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
        description = "Check a configuration, show what would hold, or list the keys.")
final class ConfigCommand implements Runnable {
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
