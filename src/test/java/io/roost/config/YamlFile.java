package io.roost.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration file of a test, and what comes of loading it. */
final class YamlFile {
    final Path path;

    YamlFile(Path directory) {
        this.path = directory.resolve("roost.yaml");
    }

    YamlFile write(String... lines) {
        return write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    YamlFile write(byte[] bytes) {
        try {
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    RoostConfig load() throws ConfigException {
        return new ConfigLoader().file(path).load();
    }

    /** Each as its line, the file without its directory; empty when it loads. */
    List<String> problems() {
        String directory = path.getParent() + "/";
        return problemsOf(new ConfigLoader().file(path)).stream()
                .map(problem -> problem.toString().replace(directory, ""))
                .toList();
    }

    static RoostConfig loadEnvironment(Map<String, String> environment) throws ConfigException {
        return new ConfigLoader().environment(environment).load();
    }

    static RoostConfig loadAssignments(String... assignments) throws ConfigException {
        return new ConfigLoader().assignments(List.of(assignments)).load();
    }

    static List<String> problemsOfAssignments(String... assignments) {
        return problemsOf(new ConfigLoader().assignments(List.of(assignments))).stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    static List<ConfigProblem> problemsOf(ConfigLoader loader) {
        @Nullable ConfigException failure = catchThrowableOfType(ConfigException.class, loader::load);
        return failure == null ? List.of() : failure.problems();
    }
}
