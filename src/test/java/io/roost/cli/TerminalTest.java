package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({"/dev/pts/0, true", "/dev/tty1, true", "/dev/console, true", "/dev/null, false", "pipe:[4711], false"})
    void isTerminal_whenTheDescriptorLeadsThere_thenAsNamed(String target, boolean terminal, @TempDir Path directory)
            throws IOException {
        Path descriptor = Files.createSymbolicLink(directory.resolve("1"), Path.of(target));

        assertThat(Terminal.isTerminal(descriptor)).isEqualTo(terminal);

        Files.delete(descriptor); // else JUnit warns that it leads out of the directory
    }

    @Test
    void isTerminal_whenThereIsNoProc_thenNot(@TempDir Path directory) {
        assertThat(Terminal.isTerminal(directory.resolve("1"))).isFalse();
    }
}
