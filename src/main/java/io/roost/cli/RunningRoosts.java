package io.roost.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds the servers of this program by their command lines in {@code /proc}. */
final class RunningRoosts {
    private static final String MAIN_CLASS = "io.roost.Roost";

    /** A process and its arguments, separated by blanks. */
    record Found(long pid, String command) {}

    private RunningRoosts() {}

    static List<Found> find(Path proc, long exceptPid) throws IOException {
        List<Found> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                List<String> arguments = arguments(process);
                if (pid != exceptPid && isServer(arguments)) {
                    found.add(new Found(pid, String.join(" ", arguments).replaceAll("\\p{Cntrl}+", " ")));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.comparingLong(Found::pid));
        return found;
    }

    /** {@code java … -jar …/roost.jar serve …} or {@code java … io.roost.Roost serve …}. */
    static boolean isServer(List<String> arguments) {
        if (arguments.isEmpty() || !fileName(arguments.get(0)).equals("java")) {
            return false;
        }
        for (int i = 1; i + 1 < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals(MAIN_CLASS) || fileName(argument).equals("roost.jar")) {
                return arguments.subList(i + 1, arguments.size()).contains("serve");
            }
        }
        return false;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A process that has ended meanwhile has no arguments, and neither has one that this user may not see. */
    private static List<String> arguments(Path process) {
        try (InputStream in = Files.newInputStream(process.resolve("cmdline"))) {
            return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
