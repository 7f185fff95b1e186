package io.roost.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.config.ConfigWriter;
import io.roost.config.RoostConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A configuration file, whatever is in it, is a configuration, which comes back when it is written, or has problems that say what was expected. */
public final class ConfigTarget {
    private ConfigTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        // The file of a secret might be one that never ends.
        if (new String(input, StandardCharsets.ISO_8859_1).contains("file")) {
            return;
        }
        try {
            Path file = Files.createTempFile("roost", ".yaml");
            try {
                check(Files.write(file, input));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path file) {
        RoostConfig config;
        try {
            config = new ConfigLoader().file(file).load();
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.toString())
                    .matches("(?s).+\\(expected: .+\\).*"));
            return;
        }
        List<String> assignments = ConfigWriter.values(config).entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
        try {
            assertThat(new ConfigLoader().assignments(assignments).load()).isEqualTo(config);
        } catch (ConfigException e) {
            throw new AssertionError("what was written can't be read: " + assignments, e);
        }
    }
}
