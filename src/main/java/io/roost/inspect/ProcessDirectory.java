package io.roost.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What {@code /proc/PID} tells of one process, see proc(5). */
final class ProcessDirectory {
    private static final String EPOLL_LINK = "anon_inode:[eventpoll]";

    private static final String OPEN_FILES_LIMIT = "Max open files";

    private final Path directory;
    private final Path descriptors;

    ProcessDirectory(Path directory) {
        this.directory = directory;
        this.descriptors = directory.resolve("fd");
    }

    boolean exists() {
        return Files.isDirectory(directory);
    }

    long pid() throws IOException {
        return Long.parseLong(text("stat").split(" ", 2)[0]);
    }

    /** Whether only its exit status is left: the state in {@code stat} comes after the name, which may hold anything. */
    boolean isZombie() throws IOException {
        String stat = text("stat");
        return stat.startsWith(") Z", stat.lastIndexOf(')'));
    }

    Path path() {
        return directory;
    }

    /** The numbers of all open descriptors; one bit each, read as a stream. */
    BitSet openDescriptors() throws IOException {
        BitSet open = new BitSet();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            for (Path entry : entries) {
                open.set(Integer.parseInt(entry.getFileName().toString()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return open;
    }

    /** What the descriptor is, for example {@code socket:[8030]}; null if it is not open. */
    @Nullable
    String link(int descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptors.resolve(Integer.toString(descriptor)))
                    .toString();
        } catch (NoSuchFileException closed) {
            return null;
        }
    }

    /** From {@code socket:[8030]}. */
    static long inodeIn(String link) {
        int from = link.indexOf('[') + 1;
        return Long.parseLong(link, from, link.indexOf(']', from), 10);
    }

    boolean isEpoll(int descriptor) throws IOException {
        return EPOLL_LINK.equals(link(descriptor));
    }

    /** Hands every registration of an epoll instance to the sink; none if the instance was closed meanwhile. */
    void readInterestList(int epoll, FdInfoReader.Sink sink) throws IOException {
        Path fdinfo = directory.resolve("fdinfo").resolve(Integer.toString(epoll));
        try (InputStream in = Files.newInputStream(fdinfo)) {
            new FdInfoReader(sink).read(in);
        } catch (NoSuchFileException closed) {
            if (!exists()) {
                throw closed;
            }
        }
    }

    /**
     * The arguments, separated by blanks, on one line and without control characters; of a kernel thread, its name in
     * brackets.
     */
    String command() throws IOException {
        String arguments = text("cmdline").replaceAll("\\p{Cntrl}+", " ").strip();
        return arguments.isEmpty() ? "[" + text("comm").strip() + "]" : arguments;
    }

    /** The soft limit on open files; -1 if unlimited or unknown. */
    long openFilesLimit() throws IOException {
        for (String line : text("limits").split("\n", -1)) {
            if (line.startsWith(OPEN_FILES_LIMIT)) {
                String soft = line.substring(OPEN_FILES_LIMIT.length()).strip().split(" ", 2)[0];
                return soft.equals("unlimited") ? -1 : Long.parseLong(soft);
            }
        }
        return -1;
    }

    /** Files under /proc have no size, so they are read until their end. */
    private String text(String name) throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
