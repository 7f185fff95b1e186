package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.cli.RunningRoosts.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningRoostsTest {
    private final Path proc;

    RunningRoostsTest(@TempDir Path proc) {
        this.proc = proc;
    }

    @Test
    void find_whenServersRun_thenByNumberWithTheirCommandLines() throws IOException {
        process("901", "/usr/lib/jvm/bin/java", "@jvm.options", "-jar", "/opt/roost/roost.jar", "serve");
        process("82", "java", "-cp", "target/classes:x.jar", "io.roost.Roost", "serve", "--config", "my roost.yaml");

        assertThat(RunningRoosts.find(proc, 1))
                .containsExactly(
                        new Found(82, "java -cp target/classes:x.jar io.roost.Roost serve --config my roost.yaml"),
                        new Found(901, "/usr/lib/jvm/bin/java @jvm.options -jar /opt/roost/roost.jar serve"));
    }

    @Test
    void find_whenOtherProcesses_thenNone() throws IOException {
        process("1", "java", "-jar", "roost.jar", "serve");
        process("2", "java", "-jar", "roost.jar", "inspect");
        process("3", "java", "-jar", "other.jar", "serve");
        process("4", "grep", "roost.jar", "serve");
        process("5", "");
        Files.createDirectory(proc.resolve("6"));
        Files.createDirectory(proc.resolve("self"));

        assertThat(RunningRoosts.find(proc, 1)).isEmpty();
    }

    private void process(String pid, String... arguments) throws IOException {
        Files.writeString(
                Files.createDirectory(proc.resolve(pid)).resolve("cmdline"), String.join("\0", arguments) + "\0");
    }
}
