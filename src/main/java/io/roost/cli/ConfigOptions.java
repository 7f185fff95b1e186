package io.roost.cli;

import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.config.RoostConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command is told its configuration. */
final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "YAML file; without one, defaults hold.")
    @Nullable
    Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Override one key, as limits.idle-timeout=90s; repeatable. roost config keys lists them.")
    List<String> assignments = new ArrayList<>();

    ConfigLoader loader(Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader();
        if (file != null) {
            loader.file(file);
        }
        return loader.environment(environment).assignments(assignments);
    }

    /** Null after printing all problems. */
    static @Nullable RoostConfig loadOrExplain(ConfigLoader loader, PrintWriter err) {
        try {
            return loader.load();
        } catch (ConfigException e) {
            int count = e.problems().size();
            err.println("roost: the configuration has " + (count == 1 ? "a problem:" : count + " problems:"));
            e.problems().forEach(problem -> err.println("  " + problem));
            err.flush();
            return null;
        }
    }
}
