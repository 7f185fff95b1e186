package io.roost.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.StringTokenizer;

/**
 * The files of /proc and /sys under a root, and the two facts that are not in files.
 *
 * <p>Reads with {@code FileInputStream.readNBytes}: {@code Files.readString} trusts the size of a file, which is 0
 * in /proc/sys, and returns one character of it.
 */
final class Host {
    private static final int MOST_BYTES = 1 << 20;

    private final File root;
    private final int processors;
    private final long maxHeapBytes;

    Host(File root, int processors, long maxHeapBytes) {
        this.root = root;
        this.processors = processors;
        this.maxHeapBytes = maxHeapBytes;
    }

    static Host local() {
        Runtime runtime = Runtime.getRuntime();
        return new Host(new File("/"), runtime.availableProcessors(), runtime.maxMemory());
    }

    int processors() {
        return processors;
    }

    /** {@code -Xmx} of this JVM, or what it took as its default. */
    long maxHeapBytes() {
        return maxHeapBytes;
    }

    boolean has(String path) {
        return new File(root, path).exists();
    }

    /** The names in a directory, sorted; none when there is no such directory. */
    String[] names(String directory) {
        String[] names = new File(root, directory).list();
        if (names == null) {
            return new String[0];
        }
        Arrays.sort(names);
        return names;
    }

    /** The file's content without white space at its ends. */
    String text(String path) throws UnreadableException {
        File file = new File(root, path);
        if (!file.exists()) {
            throw new UnreadableException(path.startsWith("/proc/sys/") ? "host setting" : "no " + path);
        }
        try (FileInputStream in = new FileInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), UTF_8).strip();
        } catch (IOException failure) {
            throw new UnreadableException(path + " cannot be read");
        }
    }

    long number(String path) throws UnreadableException {
        return parse(text(path), path);
    }

    /** The numbers of a file with {@code count} of them, such as tcp_mem. */
    long[] numbers(String path, int count) throws UnreadableException {
        String text = text(path);
        StringTokenizer words = new StringTokenizer(text);
        if (words.countTokens() != count) {
            throw new UnreadableException(path + ": '" + text + "' are not " + count + " numbers");
        }
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = parse(words.nextToken(), path);
        }
        return numbers;
    }

    /** The {@code column}-th word, from 0, after the label of the line that starts with it. */
    long field(String path, String label, int column) throws UnreadableException {
        StringTokenizer lines = new StringTokenizer(text(path), "\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken();
            if (line.startsWith(label)) {
                return parse(word(line.substring(label.length()), column), path);
            }
        }
        throw new UnreadableException(path + " has no '" + label + "'");
    }

    private static String word(String line, int column) {
        StringTokenizer words = new StringTokenizer(line);
        String word = "";
        for (int i = 0; i <= column; i++) {
            word = words.hasMoreTokens() ? words.nextToken() : "";
        }
        return word;
    }

    /** "max", "unlimited" and unsigned values beyond a long are {@link Long#MAX_VALUE}. */
    private static long parse(String word, String path) throws UnreadableException {
        if (word.equals("max") || word.equals("unlimited")) {
            return Long.MAX_VALUE;
        }
        try {
            if (word.startsWith("-")) {
                return Long.parseLong(word);
            }
            long value = Long.parseUnsignedLong(word);
            return value < 0 ? Long.MAX_VALUE : value;
        } catch (NumberFormatException notANumber) {
            throw new UnreadableException(path + ": '" + word + "' is not a number");
        }
    }
}
