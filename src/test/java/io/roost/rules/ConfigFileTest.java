package io.roost.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.config.ConfigManual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped files say what the code does. */
final class ConfigFileTest {
    private static final Path SHIPPED = Path.of("config/roost.yaml");
    private static final String BEGIN = "<!-- config keys: begin -->\n";
    private static final String END = "<!-- config keys: end -->";

    static List<Path> configFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("config"))) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("compose.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shippedFile_whenCompared_thenIsTheManual() throws IOException {
        assertThat(Files.readAllBytes(SHIPPED))
                .as("%s; to rewrite it: java -jar target/roost.jar config keys --format yaml > %s", SHIPPED, SHIPPED)
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .isEqualTo(ConfigManual.yaml());
    }

    @Test
    void shippedFile_whenLoaded_thenEveryDefault() throws ConfigException {
        assertThat(new ConfigLoader().file(SHIPPED).load()).isEqualTo(new ConfigLoader().load());
    }

    @ParameterizedTest
    @MethodSource("configFiles")
    void configFile_whenLoaded_thenWithoutProblems(Path file) throws ConfigException {
        assertThat(new ConfigLoader().file(file).load().listeners()).isNotEmpty();
    }

    @Test
    void readme_whenItListsTheKeys_thenAsTheManual() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);

        String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));

        assertThat(table.strip())
                .as("the keys in README.md; to print them: java -jar target/roost.jar config keys --format markdown")
                .isEqualTo(ConfigManual.markdown().strip());
    }
}
