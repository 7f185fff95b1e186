package io.roost.load.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are there as a whole or not at all: written beside their place, in UTF-8, and moved into it.
 *
 * <p>A place that exists and is no regular file, such as /dev/stdout or a named pipe, is written to as it is: nobody
 * wants it replaced.
 */
public final class ReportFile {
    private ReportFile() {}

    /** What a file is to contain. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Tells before a run whether its report could be written after it.
     *
     * @throws IOException whose message names the path and the cause
     */
    public static void checkWritable(Path path) throws IOException {
        try {
            Path target = target(path);
            if (Files.isDirectory(target)) {
                throw new FileSystemException(path.toString(), null, "it is a directory");
            }
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw new AccessDeniedException(path.toString());
            }
            if (isReplaced(target)) {
                Path beside = beside(target);
                Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW).close();
                Files.delete(beside);
            }
        } catch (IOException e) {
            throw named(path, e);
        }
    }

    /**
     * Writes a file, replacing what was there.
     *
     * @throws IOException whose message names the path and the cause; then what was there is as it was
     */
    public static void write(Path path, Content content) throws IOException {
        try {
            Path target = target(path);
            if (!isReplaced(target)) {
                try (Writer out = Files.newBufferedWriter(target)) {
                    content.writeTo(out);
                }
                return;
            }
            Path beside = beside(target);
            try {
                try (Writer out =
                        Files.newBufferedWriter(beside, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
                    content.writeTo(out);
                }
                move(beside, target);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw named(path, e);
        }
    }

    /** Where a link leads, for the link is to stay. */
    private static Path target(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    }

    private static boolean isReplaced(Path target) {
        return !Files.exists(target) || Files.isRegularFile(target);
    }

    /** Not by createTempFile, whose files only their owner may read. */
    private static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".tmp");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static IOException named(Path path, IOException cause) {
        return new IOException("cannot write " + path + ": " + reason(path, cause), cause);
    }

    /** The JDK's messages name the file beside, which nobody has asked for, and often nothing else. */
    private static String reason(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such directory: " + path.toAbsolutePath().getParent();
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(cause.getMessage());
    }
}
