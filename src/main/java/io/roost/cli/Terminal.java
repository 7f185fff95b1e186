package io.roost.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/**
 * How to write for whoever reads standard output.
 *
 * <p>{@code System.console() != null} does not tell: it also asks about standard input, and from JDK 22 on it is
 * never null. So the target of descriptor 1 is looked at.
 */
public record Terminal(int columns, boolean colours) {
    private static final int COLUMNS = 100;
    private static final int FEWEST_COLUMNS = 60;
    private static final int MOST_COLUMNS = 140;

    public static Terminal ofStandardOutput() {
        String noColour = System.getenv("NO_COLOR");
        boolean terminal = isTerminal(Path.of("/proc/self/fd/1"));
        int columns = terminal ? columnsOf(new File("/dev/tty")) : COLUMNS;
        return new Terminal(
                Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, columns)),
                terminal && (noColour == null || noColour.isEmpty()));
    }

    public static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    /** Asks stty(1), which prints rows and columns. */
    private static int columnsOf(File terminal) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (Scanner sizes = new Scanner(stty.getInputStream(), "US-ASCII")) {
                sizes.nextInt();
                int columns = sizes.nextInt();
                return columns > 0 ? columns : COLUMNS;
            }
        } catch (IOException | java.util.NoSuchElementException noAnswer) {
            return COLUMNS;
        }
    }
}
