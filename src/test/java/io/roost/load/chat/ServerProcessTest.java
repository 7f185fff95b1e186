package io.roost.load.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerProcessTest {
    @Test
    void read_whenItRuns_thenTheSumOfItsThreadsAndItsMemory(@TempDir Path proc) throws IOException {
        for (int thread = 1; thread <= 2; thread++) {
            Path task = Files.createDirectories(proc.resolve("77/task/" + thread));
            Files.writeString(task.resolve("schedstat"), thread * 1_000L + " 5 6\n");
        }
        Files.createDirectories(proc.resolve("77/task/3"));
        Files.writeString(proc.resolve("77/status"), "Name:\tx\nVmRSS:\t    2048 kB\n");
        ServerProcess process = new ServerProcess(proc, 77);

        assertThat(process.cpuNanos()).isEqualTo(3_000);
        assertThat(process.residentBytes()).isEqualTo(2 << 20);
    }

    @Test
    void read_whenItIsGone_thenNothing(@TempDir Path proc) {
        ServerProcess process = new ServerProcess(proc, 77);

        assertThat(process.cpuNanos()).isZero();
        assertThat(process.residentBytes()).isZero();
    }
}
