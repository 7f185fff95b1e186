package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files of {@code config} that no start without arguments reads. */
final class ShippedFilesTest {
    @Test
    void containerYaml_whenChecked_thenRight() {
        assertThat(RoostCommand.run("config", "check", "--config", "config/container.yaml"))
                .isEqualTo(ExitCode.OK);
    }

    /** An option with two hyphens that a JDK does not know would stop it; -XX:+Ignore… does not cover those. */
    @Test
    void jvmOptions_whenRead_thenFormedSoThatNoJdkRefusesThem() throws IOException {
        List<String> options = Files.readAllLines(Path.of("config/jvm.options")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(options).first().isEqualTo("-XX:+IgnoreUnrecognizedVMOptions");
        assertThat(options).allMatch(option -> option.matches("-(XX:|Xmn|D).+"));
    }
}
