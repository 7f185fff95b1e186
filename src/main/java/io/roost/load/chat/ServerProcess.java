package io.roost.load.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The process under test, where it runs on this host: what proc(5) tells of it. */
final class ServerProcess {
    private final Path directory;

    ServerProcess(Path proc, long pid) {
        this.directory = proc.resolve(Long.toString(pid));
    }

    /**
     * CPU time of its threads, from the first field of each schedstat: nanoseconds, where /proc/PID/stat counts in hundredths of
     * seconds. Threads that have ended are missing, so that only the difference of two calls near each other means something.
     */
    long cpuNanos() {
        try (Stream<Path> threads = Files.list(directory.resolve("task"))) {
            return threads.mapToLong(ServerProcess::cpuNanosOf).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    long residentBytes() {
        try (Stream<String> lines = Files.lines(directory.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long cpuNanosOf(Path thread) {
        try {
            String fields = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(fields.substring(0, fields.indexOf(' ')));
        } catch (IOException e) {
            return 0; // it has ended since
        }
    }
}
